"""Runs the AWS CLI form of every case, twice, each time in another shell; and where it has to refuse."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor

from account import HOME, Account, answer, question, serve

SHELLS = ["dash", "bash"]
OLD = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}


def run(text, shell, account):
    # From standard input, as if typed: a shell reads its here-documents from there too.
    done = subprocess.run([shell], input=text, env=account.environment(), cwd=HOME, capture_output=True, text=True)
    return {"shell": shell, "status": done.returncode, "stderr": done.stderr, "stdout": done.stdout}


def twice(address, case, number):
    account = Account(address, case["account"], case["region"])
    account.prepare(case["made"])
    first, again = SHELLS[number % 2], SHELLS[(number + 1) % 2]
    answers = {}
    for name, shell in [("first", first), ("again", again)]:
        answers[name] = run(case["text"], shell, account)
        answers[name]["state"] = account.read()
    return answers


def refusals(address, case, number):
    account = Account(address, f"6{case['account'][1:]}", case["region"])
    nobody = run(case["text"], SHELLS[number % 2], account)
    nobody["after"] = account.read()
    account.prepare(case["made"])
    name = case["made"]["name"]
    arn = account.iam.create_policy(PolicyName=name, PolicyDocument=json.dumps(OLD))["Policy"]["Arn"]
    for _ in range(4):
        account.iam.create_policy_version(PolicyArn=arn, PolicyDocument=json.dumps(OLD), SetAsDefault=True)
    versions = lambda: account.iam.list_policy_versions(PolicyArn=arn)["Versions"]
    state = lambda: [account.read(), [version["VersionId"] for version in versions()]]
    before = state()
    full = run(case["text"], SHELLS[number % 2], account)
    return {"nobody": nobody, "full": {**full, "before": before, "after": state()}}


asked = question()
address = serve()
# Two at once: an `aws` spends its time starting, on one core.
with ThreadPoolExecutor(2) as pool:
    ask = lambda what, cases: pool.map(lambda pair: what(address, pair[1], pair[0]), enumerate(cases))
    runs = ask(twice, asked["all"])
    refused = ask(refusals, asked["managed"])
    answer(
        {
            "runs": {case["id"]: said for case, said in zip(asked["all"], runs)},
            "refusals": {case["id"]: said for case, said in zip(asked["managed"], refused)},
        }
    )
