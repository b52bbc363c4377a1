"""The forms of a whole setup: scripts run twice, and where others have written to the bucket and the key and the roles have
other trust relationships; templates read by cfn-lint and made a stack of; what Terraform makes of them, as modules of one
run, and one of them as it stands."""

import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from botocore.exceptions import ClientError

from account import HOME, TRUST_BEFORE, Account, answer, question, serve
from terraforming import Folder

SHELLS = ["dash", "bash"]
KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab"
OTHERS = {"Sid": "Others", "Effect": "Deny", "Principal": "*", "Action": "s3:DeleteBucket"}


class Owner:
    """The account of a case, with its bucket and its key."""

    def __init__(self, case, digit):
        self.case, self.number = case, digit + case["account"][1:]
        self.account = Account(address, self.number, case["region"])
        self.s3, self.kms = self.account.client("s3"), self.account.client("kms")
        # A name of a bucket is taken once for all accounts.
        self.bucket = f"{digit}-{case['bucket']}"
        self.s3.create_bucket(Bucket=self.bucket, CreateBucketConfiguration={"LocationConstraint": case["region"]})
        self.key = self.kms.create_key()["KeyMetadata"]["KeyId"]
        self.key_before = self.key_policy()
        for kind in ("user", "role"):
            for name in case["there"].get(kind, []):
                self.account.prepare({"how": "inline", "kind": kind, "to": name})

    def names(self):
        return [(self.case["bucket"], self.bucket), (self.case["account"], self.number), (KEY_ID, self.key)]

    def own(self, text):
        """A text of the case, for this account."""
        for name, here in self.names():
            text = text.replace(name, here)
        return text

    def key_policy(self):
        return json.loads(self.kms.get_key_policy(KeyId=self.key, PolicyName="default")["Policy"])

    def bucket_policy(self):
        try:
            return json.loads(self.s3.get_bucket_policy(Bucket=self.bucket)["Policy"])
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchBucketPolicy":
                return None
            raise

    def read(self):
        state = self.account.read()
        profiles = self.account.iam.list_instance_profiles()["InstanceProfiles"]
        state["profiles"] = {one["InstanceProfileName"]: [role["RoleName"] for role in one["Roles"]] for one in profiles}
        state["bucket"] = self.bucket_policy()
        kept = [one for one in self.key_policy()["Statement"] if one not in self.key_before["Statement"]]
        state["key"] = kept or None
        text = json.dumps(state)
        for name, here in self.names():
            text = text.replace(here, name)
        return json.loads(text)

    def versions(self):
        policies = self.account.iam.list_policies(Scope="Local")["Policies"]
        return [len(self.account.iam.list_policy_versions(PolicyArn=one["Arn"])["Versions"]) for one in policies]


def script(case, number):
    said, owner = {}, Owner(case, "1")
    for at, step in enumerate(["first", "again"]):
        said[step] = owner.account.run(owner.own(case["text"]), SHELLS[(number + at) % 2])
        said[step]["state"] = owner.read()
    said["versions"] = owner.versions()
    if not case["is_replaced"]:
        return said
    # Others have written to the bucket, and the roles are there for somebody else.
    other = Owner(case, "2")
    others = {**OTHERS, "Resource": f"arn:{case['partition']}:s3:::{other.bucket}"}
    other.s3.put_bucket_policy(Bucket=other.bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [others]}))
    before = {"Version": "2012-10-17", "Statement": [{**TRUST_BEFORE["Statement"][0], "Sid": "Old"}]}
    for name in case["roles"]:
        other.account.iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(before))
    said["replaced"] = other.account.run(other.own(case["text"]), SHELLS[number % 2])
    said["replaced"]["state"] = other.read()
    # The first command that fails ends it: here, the first that changes something.
    failing = tempfile.mkdtemp(prefix="oracles-", dir=HOME)
    with open(os.path.join(failing, "aws"), "w", encoding="utf-8") as stub:
        stub.write('#!/bin/sh\nprintf "%s\\n" "$2" >> "$ASKED"\ncase $2 in list-*|get-*) exit 0;; *) exit 254;; esac\n')
    os.chmod(stub.name, 0o755)
    asked_of = os.path.join(failing, "asked")
    environment = {**other.account.environment(), "ASKED": asked_of}
    environment["PATH"] = os.pathsep.join([failing, environment["PATH"]])
    done = subprocess.run([SHELLS[number % 2]], input=case["text"], env=environment, capture_output=True, text=True)
    with open(asked_of, encoding="utf-8") as file:
        said["failing"] = {"status": done.returncode, "asked": file.read().split()}
    return said


def lint(texts, region):
    files = []
    for name, text in texts.items():
        files.append(os.path.join(HOME, f"{name}.yaml"))
        with open(files[-1], "w", encoding="utf-8") as file:
            file.write(text)
    command = [os.path.join(os.path.dirname(sys.executable), "cfn-lint"), "--format", "json", "--include-checks", "I"]
    done = subprocess.run([*command, "--regions", region, "--template", *files], capture_output=True, text=True)
    if done.stderr:
        sys.exit(done.stderr)
    said = {name: [] for name in texts}
    for finding in json.loads(done.stdout or "[]"):
        said[os.path.basename(finding["Filename"])[: -len(".yaml")]].append(finding["Message"])
    return said


def stack(case):
    owner = Owner(case, "3")
    owner.account.client("cloudformation").create_stack(
        StackName="remotion", TemplateBody=owner.own(case["text"]), Capabilities=["CAPABILITY_NAMED_IAM"]
    )
    return owner.read()


PROVIDER = re.compile(r'^provider "aws" \{.*?\}\n\n', re.MULTILINE | re.DOTALL)


def configuration(folder, owner):
    one = folder.provider(owner.account)
    return {**one, "s3_force_path_style": True, "endpoints": {**one["endpoints"], "s3": address}}


def terraform(cases):
    with Folder(address) as folder:
        owners = {case["id"]: Owner(case, "4") for case in cases}
        providers = [{"alias": name, **configuration(folder, owner)} for name, owner in owners.items()]
        for case in cases:
            folder.write(f"{case['id']}/main.tf", case["text"])
        unformatted = folder.run("fmt", "-check", "-diff", "-recursive", "-no-color")[1]
        # A module has no provider of its own.
        for case in cases:
            folder.write(f"{case['id']}/main.tf", PROVIDER.sub("", owners[case["id"]].own(case["applied"]), count=1))
        module = lambda name: {"source": f"./{name}", "providers": {"aws": f"aws.{name}"}}
        main = {"provider": {"aws": providers}, "module": {name: module(name) for name in owners}}
        folder.write("main.tf.json", json.dumps(main))
        folder.init()
        folder.run("apply", "-auto-approve", "-parallelism=4")
        plan = folder.run("plan", "-detailed-exitcode", "-parallelism=4")
        states = {name: owner.read() for name, owner in owners.items()}
        return {"unformatted": unformatted, "states": states, "again": {"status": plan[0], "stdout": plan[1]}}


def alone(case):
    """The file as it stands, beside one that says where this AWS is."""
    with Folder(address) as folder:
        owner = Owner(case, "5")
        folder.write("main.tf", owner.own(case["applied"]))
        folder.write("here_override.tf.json", json.dumps({"provider": {"aws": configuration(folder, owner)}}))
        folder.init()
        folder.run("apply", "-auto-approve")
        plan = folder.run("plan", "-detailed-exitcode")
        return {"state": owner.read(), "again": {"status": plan[0], "stdout": plan[1]}}


asked = question()
address = serve()
findings = {}
templates = asked["cloudformation"]
for region in sorted({case["region"] for case in templates}):
    findings.update(lint({case["id"]: case["text"] for case in templates if case["region"] == region}, region))
right = next(case["text"] for case in templates if case["name"] == "lambda")
flaws = {
    "an-unknown-reference": right.replace("!Ref TrustRemotionLambdaRole", "!Ref TrustRemotionLambda"),
    "an-unknown-property": right.replace("RoleName:", "Name:"),
    "an-unknown-effect": right.replace("Effect: Allow", "Effect: Alow"),
}
# Two at once: an `aws` has one core.
with ThreadPoolExecutor(2) as pool:
    scripts = list(pool.map(lambda pair: script(pair[1], pair[0]), enumerate(asked["scripts"])))
answer(
    {
        "scripts": {case["id"]: said for case, said in zip(asked["scripts"], scripts)},
        "findings": findings,
        "flawed": lint(flaws, "eu-central-1"),
        "stacks": {case["id"]: stack(case) for case in templates},
        "terraform": terraform(asked["terraform"]),
        "alone": alone(next(case for case in asked["terraform"] if case["name"] == "github")),
    }
)
