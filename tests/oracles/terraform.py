"""Formats, applies and plans again the Terraform form of every case: one module a case, all in one run."""

import json

from account import Account, answer, question, serve
from terraforming import Folder

cases = question()
address = serve()
with Folder(address) as folder:
    accounts = {case["id"]: Account(address, case["account"], case["region"]) for case in cases}
    for case in cases:
        accounts[case["id"]].prepare(case["made"])
        folder.write(f"{case['id']}/main.tf", case["text"])
    main = {
        "provider": {
            "aws": [{"alias": case["id"], **folder.provider(accounts[case["id"]])} for case in cases],
        },
        "module": {
            case["id"]: {"source": f"./{case['id']}", "providers": {"aws": f"aws.{case['id']}"}} for case in cases
        },
    }
    folder.write("main.tf.json", json.dumps(main))

    unformatted = folder.run("fmt", "-check", "-diff", "-recursive", "-no-color")[1]
    for case in cases:
        folder.write(f"{case['id']}/main.tf", case["applied"])
    folder.init()
    folder.run("apply", "-auto-approve", "-parallelism=4")
    plan = folder.run("plan", "-detailed-exitcode", "-parallelism=4")

    folder.write("flawed/main.tf", 'resource "a" "b" {\n  c = 1\n  longer = 2\n}\n')
    flawed = folder.run("fmt", "-check", "-diff", "-recursive", "-no-color")[1]
    answer(
        {
            "version": folder.version(),
            "unformatted": unformatted,
            "flawed": flawed,
            "states": {case["id"]: accounts[case["id"]].read() for case in cases},
            "again": {"status": plan[0], "stdout": plan[1]},
        }
    )
