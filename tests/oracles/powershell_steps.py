"""Runs the `aws` commands that the PowerShell form of each case gives, by each of its two ways, one after the other."""

import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

from account import HOME, Account, answer, question, serve


def run(case, way, account):
    """One way through the script; what a command prints is the value of the variable it is put in."""
    file = os.path.join(HOME, f"{case['id']}.json")
    with open(file, "w", encoding="utf-8") as policy:
        policy.write(case["policy"])
    variables = {**case["variables"], "file": file}
    failed = []
    for step in case["steps"]:
        if step["branch"] not in (None, way):
            continue
        fill = lambda text: re.sub(r"\$(\w+)", lambda name: variables[name[1]], text)
        words = [fill(text) if filled else text for text, filled in step["words"]]
        command = ["aws", "iam", *words, *case["options"]]
        done = subprocess.run(command, env=account.environment(), cwd=HOME, capture_output=True, text=True)
        if done.returncode != 0:
            failed.append(f"{command}: {done.stderr}")
        if step["set"]:
            variables[step["set"]] = done.stdout.strip()
    return {"failed": failed, "state": account.read()}


def both(case):
    account = Account(address, case["account"], case["region"])
    account.prepare(case["made"])
    return [run(case, "not there", account), run(case, "there", account)]


address = serve()
cases = question()
with ThreadPoolExecutor(2) as pool:
    answer({case["id"]: said for case, said in zip(cases, pool.map(both, cases))})
