"""Applies all forms of one page in one account: twice, and in another account in the other order."""

import json

from account import Account, answer, question, serve
from terraforming import Folder

REGION = "eu-central-1"


def scripts(account, boxes):
    """Scripts: all of them, and all of them again, in another shell. What each says, and what is there then."""
    ran = [account.run(box["text"], shell) for shell in ("dash", "bash") for box in boxes]
    return {"failed": [run["stderr"] for run in ran if run["status"] != 0], "state": account.read(), **versions(account)}


def stacks(account, boxes):
    """Templates, each with the name of its stack: which is made, or updated where it is there."""
    cloudformation = account.client("cloudformation")
    there = set()
    for box in boxes + boxes:
        deploy = cloudformation.update_stack if box["stack"] in there else cloudformation.create_stack
        deploy(StackName=box["stack"], TemplateBody=box["text"], Capabilities=["CAPABILITY_NAMED_IAM"])
        there.add(box["stack"])
    return {"stacks": len(cloudformation.list_stacks()["StackSummaries"]), "state": account.read(), **versions(account)}


def terraform(account, boxes):
    """Files of one folder: applied after the roles, after half of the files, and after all of them."""
    with Folder(address) as folder:
        folder.write("main.tf.json", json.dumps({"provider": {"aws": folder.provider(account)}}))
        folder.init()
        roles = sum(box["made"]["how"] == "role" for box in boxes)
        begun = 0
        for end in (roles, (roles + len(boxes)) // 2, len(boxes)):
            for box in boxes[begun:end]:
                folder.write(box["fileName"], box["text"])
            begun = end
            folder.run("apply", "-auto-approve")
        plan = folder.run("plan", "-detailed-exitcode")
        return {"plan": {"status": plan[0], "stdout": plan[1]}, "state": account.read(), **versions(account)}


def versions(account):
    """Of each managed policy."""
    policies = account.iam.list_policies(Scope="Local")["Policies"]
    kept = lambda arn: [one["VersionId"] for one in account.iam.list_policy_versions(PolicyArn=arn)["Versions"]]
    return {"versions": {policy["PolicyName"]: kept(policy["Arn"]) for policy in policies}}


address = serve()
ways = {"scripts": scripts, "stacks": stacks, "terraform": terraform}
answers = []
for number, asked in enumerate(question()):
    account = Account(address, f"{777777770000 + number}", REGION)
    for made in asked["there"]:
        account.prepare(made)
    answers.append(ways[asked["way"]](account, asked["boxes"]))
answer(answers)
