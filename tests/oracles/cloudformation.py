"""Gives the CloudFormation form of every case to cfn-lint, and makes a stack of it."""

import json
import os
import subprocess
import sys
import tempfile

from account import Account, answer, question, serve

cases = question()
folder = tempfile.mkdtemp(prefix="oracles-")


def lint(texts, region):
    """What cfn-lint has to say of each of the texts, in one run of it: it takes its time to start."""
    files = []
    for name, text in texts.items():
        files.append(os.path.join(folder, f"{name}.yaml"))
        with open(files[-1], "w", encoding="utf-8") as file:
            file.write(text)
    command = [os.path.join(os.path.dirname(sys.executable), "cfn-lint"), "--format", "json", "--include-checks", "I"]
    done = subprocess.run([*command, "--regions", region, "--template", *files], capture_output=True, text=True)
    if done.stderr:
        sys.exit(done.stderr)
    said = {name: [] for name in texts}
    for finding in json.loads(done.stdout or "[]"):
        name = os.path.basename(finding["Filename"])[: -len(".yaml")]
        line = finding["Location"]["Start"]["LineNumber"]
        said[name].append(f"{finding['Rule']['Id']} line {line}: {finding['Message']}")
    return said


findings = []
for region in sorted({case["region"] for case in cases}):
    texts = {case["id"]: case["text"] for case in cases if case["region"] == region}
    for name, said in lint(texts, region).items():
        findings += [f"{name} {one}" for one in said]

# The same template with a flaw in it, one each.
right = next(case["text"] for case in cases if case["name"].startswith("destination (aws)"))
flaws = {
    "an unknown property": right.replace("PolicyName:", "Name:"),
    "an unknown effect": right.replace("Effect: Allow", "Effect: Alow"),
    "an unknown key of a statement": right.replace("Action:", "Actions:"),
    "an unknown type": right.replace("AWS::IAM::Policy", "AWS::IAM::Polcy"),
}

address = serve()
states = {}
for case in cases:
    account = Account(address, case["account"], case["region"])
    account.prepare(case["made"])
    account.client("cloudformation").create_stack(
        StackName="remotion", TemplateBody=case["text"], Capabilities=["CAPABILITY_NAMED_IAM"]
    )
    states[case["id"]] = account.read()

answer({"findings": findings, "flawed": lint(flaws, "eu-central-1"), "states": states})
