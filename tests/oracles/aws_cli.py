"""Runs the AWS CLI form of every case, twice, each time in another shell; and where it has to refuse or to replace."""

import json
from concurrent.futures import ThreadPoolExecutor

from account import Account, answer, question, serve

SHELLS = ["dash", "bash"]
OLD = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}


def twice(address, case, number):
    account = Account(address, case["account"], case["region"])
    account.prepare(case["made"])
    first, again = SHELLS[number % 2], SHELLS[(number + 1) % 2]
    answers = {}
    for name, shell in [("first", first), ("again", again)]:
        answers[name] = account.run(case["text"], shell)
        answers[name]["state"] = account.read()
    return answers


def refusals(address, case, number):
    account = Account(address, f"6{case['account'][1:]}", case["region"])
    nobody = account.run(case["text"], SHELLS[number % 2])
    nobody["after"] = account.read()
    account.prepare(case["made"])
    name = case["made"]["name"]
    arn = account.iam.create_policy(PolicyName=name, PolicyDocument=json.dumps(OLD))["Policy"]["Arn"]
    for _ in range(4):
        account.iam.create_policy_version(PolicyArn=arn, PolicyDocument=json.dumps(OLD), SetAsDefault=True)
    versions = lambda: account.iam.list_policy_versions(PolicyArn=arn)["Versions"]
    state = lambda: [account.read(), [version["VersionId"] for version in versions()]]
    before = state()
    full = account.run(case["text"], SHELLS[number % 2])
    return {"nobody": nobody, "full": {**full, "before": before, "after": state()}}


def replaced(address, case, order):
    """Where there is another text of that name; for a managed policy, also the command that the script gives."""
    number = f"7{case['account'][1:]}"
    account = Account(address, number, case["region"])
    made, iam, old = case["made"], account.iam, json.dumps(OLD)
    if made["how"] == "role":
        account.prepare({"how": "inline", "kind": "role", "to": made["name"]})
        account.use_providers_for_another(made)
    else:
        account.prepare(made)
    if made["how"] == "managed":
        arn = iam.create_policy(PolicyName=made["name"], PolicyDocument=old)["Policy"]["Arn"]
    if made["how"] == "inline":
        iam.put_role_policy(RoleName=made["to"], PolicyName=made["name"], PolicyDocument=old)
    # A script for tokens looks for their identity provider in the account that it names.
    run = account.run(case["text"].replace(case["account"], number), SHELLS[order % 2])
    said = {"run": run, "state": json.loads(json.dumps(account.read()).replace(number, case["account"]))}
    if made["how"] == "managed":
        versions = iam.list_policy_versions(PolicyArn=arn)["Versions"]
        command = next(line for line in run["stdout"].splitlines() if line.startswith("aws "))
        said["versions"] = sorted(version["VersionId"] for version in versions)
        said["back"] = account.run(command, "sh")
        said["document"] = account.document(arn)
    return said


asked = question()
address = serve()
# Two at once: an `aws` has one core.
with ThreadPoolExecutor(2) as pool:
    ask = lambda what, cases: pool.map(lambda pair: what(address, pair[1], pair[0]), enumerate(cases))
    runs = ask(twice, asked["all"])
    refused = ask(refusals, asked["managed"])
    replacing = ask(replaced, asked["replacing"])
    answer(
        {
            "old": OLD,
            "runs": {case["id"]: said for case, said in zip(asked["all"], runs)},
            "refusals": {case["id"]: said for case, said in zip(asked["managed"], refused)},
            "replaced": {case["id"]: said for case, said in zip(asked["replacing"], replacing)},
        }
    )
