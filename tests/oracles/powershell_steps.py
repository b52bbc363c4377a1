"""Runs the `aws` commands that the PowerShell form of each case gives, by each of its two ways, one after the other."""

import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

from account import HOME, Account, answer, question, serve


def run(case, ways, account):
    """One way through the script; what a command prints is the value of the variable it is put in."""
    file = os.path.join(HOME, f"{case['id']}.json")
    variables = {**case["variables"], "file": file}
    failed = []
    for step in case["steps"]:
        if step["branch"] not in (None, *ways):
            continue
        variables["audience"] = step.get("audience")
        fill = lambda word: re.sub(r"\$(\w+)", lambda name: variables[name[1]], word[0]) if word[1] else word[0]
        if "write" in step:
            with open(file, "w", encoding="utf-8") as written:
                written.write(fill(step["write"]))
            continue
        words = [fill(word) for word in step["words"]]
        command = ["aws", "iam", *words, *case["options"]]
        done = subprocess.run(command, env=account.environment(), cwd=HOME, capture_output=True, text=True)
        if done.returncode != 0:
            failed.append(f"{command}: {done.stderr}")
        if step["set"]:
            variables[step["set"]] = done.stdout.strip()
    return {"failed": failed, "state": account.read()}


def all_ways(case):
    account = Account(address, case["account"], case["region"])
    account.prepare(case["made"])
    runs = [run(case, ["not there"], account), run(case, ["there"], account)]
    if case["made"].get("providers"):
        account.use_providers_for_another(case["made"])
        runs.append(run(case, ["there", "another audience"], account))
    return runs


address = serve()
cases = question()
with ThreadPoolExecutor(2) as pool:
    answer({case["id"]: said for case, said in zip(cases, pool.map(all_ways, cases))})
