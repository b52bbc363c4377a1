"""The forms of a bucket's or a key's own: scripts in an account where there is nothing yet, where there is what others
wrote, and where they have to refuse; what Terraform makes of its form; what cfn-lint says of templates."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from botocore.exceptions import ClientError

from account import HOME, Account, answer, question, serve
from terraforming import Folder

SHELLS = ["dash", "bash"]
KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab"

# A machine without jq: what a script needs besides.
BARE = tempfile.mkdtemp(prefix="oracles-")
for tool in ("aws", "cat", "dash", "bash", "sh"):
    os.symlink(shutil.which(tool), os.path.join(BARE, tool))

# An AWS that lets read nothing, and names in its answer what a script may take for an answer. It notes what is asked.
DENIED = tempfile.mkdtemp(prefix="oracles-")
with open(os.path.join(DENIED, "aws"), "w", encoding="utf-8") as stub:
    stub.write(
        """#!/bin/sh
printf '%s\\n' "$2" >> "$ASKED"
echo "An error occurred (AccessDenied) when calling this operation: arn:aws:iam::1:user/NoSuchBucketPolicy is not \\
authorized, nor user/NoSuchLifecycleConfiguration" >&2
exit 254
"""
    )
os.chmod(stub.name, 0o755)


class Owner:
    """The bucket or key of a case, and what belongs to it."""

    def __init__(self, case):
        self.policy, self.of, self.before = case["policy"], case["of"], case["before"]
        self.account = Account(address, case["account"], case["region"])
        self.folder = tempfile.mkdtemp(prefix="oracles-", dir=HOME)
        if self.policy == "key-policy":
            self.kms = self.account.client("kms")
            key = self.kms.create_key()["KeyMetadata"]
            self.of = key["KeyId"]
        else:
            self.s3 = self.account.client("s3")
            self.s3.create_bucket(Bucket=self.of, CreateBucketConfiguration={"LocationConstraint": case["region"]})

    def read(self):
        """As it stands in the account, or nothing."""
        try:
            if self.policy == "bucket-policy":
                return json.loads(self.s3.get_bucket_policy(Bucket=self.of)["Policy"])
            if self.policy == "key-policy":
                return json.loads(self.kms.get_key_policy(KeyId=self.of, PolicyName="default")["Policy"])
            return {"Rules": self.s3.get_bucket_lifecycle_configuration(Bucket=self.of)["Rules"]}
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchBucketPolicy", "NoSuchLifecycleConfiguration"):
                return None
            raise

    def write(self, document):
        if self.policy == "bucket-policy":
            self.s3.put_bucket_policy(Bucket=self.of, Policy=json.dumps(document))
        elif self.policy == "key-policy":
            self.kms.put_key_policy(KeyId=self.of, PolicyName="default", Policy=json.dumps(document))
        else:
            self.s3.put_bucket_lifecycle_configuration(Bucket=self.of, LifecycleConfiguration=document)

    def run(self, text, shell, **more):
        text = text.replace(KEY_ID, self.of) if self.policy == "key-policy" else text
        environment = {**self.account.environment(), **more}
        done = subprocess.run([shell], input=text, env=environment, cwd=self.folder, capture_output=True, text=True)
        return {"status": done.returncode, "stdout": done.stdout, "stderr": done.stderr, "state": self.read()}

    def remove(self):
        if self.policy != "key-policy":
            self.s3.delete_bucket(Bucket=self.of)


def script(case, number):
    owner = Owner(case)
    shell, other = SHELLS[number % 2], SHELLS[(number + 1) % 2]
    said = {}
    if case["policy"] != "key-policy":
        said["first"] = owner.run(case["text"], shell)
        said["again"] = owner.run(case["text"], other)
        # The way back that it says.
        command = said["first"]["stdout"].split("To go back: ")[1]
        said["back"] = owner.run(command, shell)
    owner.write(case["before"])
    said["before"] = owner.read()
    said["bare"] = owner.run(case["text"], os.path.join(BARE, other), PATH=BARE)
    asked_of = os.path.join(owner.folder, "asked")
    said["denied"] = owner.run(case["text"], shell, PATH=os.pathsep.join([DENIED, os.environ["PATH"]]), ASKED=asked_of)
    with open(asked_of, encoding="utf-8") as file:
        said["denied"]["asked"] = file.read().split()
    said["merged"] = owner.run(case["text"], other)
    said["twice"] = owner.run(case["text"], shell)
    old = said["merged"]["stdout"].split("To go back, save that as old.json and run:\n")
    with open(os.path.join(owner.folder, "old.json"), "w", encoding="utf-8") as file:
        file.write(old[0].split(":\n", 1)[1])
    said["restored"] = owner.run(old[1].splitlines()[0], shell)
    owner.remove()
    # Another failure than that there is nothing: there is no such bucket or key.
    environment = owner.account.environment()
    done = subprocess.run([shell], input=case["text"], env=environment, capture_output=True, text=True)
    said["missing"] = {"status": done.returncode, "stdout": done.stdout, "stderr": done.stderr}
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


def terraform(cases, formatted):
    """Formats all of them; applies those whose resources the provider knows, and plans again."""
    with Folder(address) as folder:
        owners = {case["id"]: Owner(case) for case in cases}
        for case in [*cases, *formatted]:
            folder.write(f"{case['id']}/main.tf", case["text"])
        for owner in owners.values():
            owner.write(owner.before)
        more = {"s3_force_path_style": True}
        providers = []
        for case in cases:
            one = folder.provider(owners[case["id"]].account)
            providers.append({"alias": case["id"], **one, **more, "endpoints": {**one["endpoints"], "s3": address}})
        main = {
            "provider": {"aws": providers},
            "module": {
                case["id"]: {"source": f"./{case['id']}", "providers": {"aws": f"aws.{case['id']}"}} for case in cases
            },
        }
        folder.write("main.tf.json", json.dumps(main))
        unformatted = folder.run("fmt", "-check", "-diff", "-recursive", "-no-color")[1]
        folder.init()
        folder.run("apply", "-auto-approve", "-parallelism=4")
        plan = folder.run("plan", "-detailed-exitcode", "-parallelism=4")
        states = {name: owner.read() for name, owner in owners.items()}
        for owner in owners.values():
            owner.remove()
        return {"unformatted": unformatted, "states": states, "again": {"status": plan[0], "stdout": plan[1]}}


asked = question()
address = serve()
findings, flawed = {}, {}
for region in sorted({case["region"] for case in asked["cloudformation"]}):
    findings.update(lint({case["id"]: case["text"] for case in asked["cloudformation"] if case["region"] == region}, region))
right = asked["cloudformation"][0]["text"]
flaws = {
    "an-unknown-property": right.replace("Bucket:", "BucketName:"),
    "no-principal": right.replace("Principal:", "Principals:"),
    "an-unknown-effect": right.replace("Effect: Allow", "Effect: Alow"),
}
flawed = lint(flaws, "eu-central-1")
# Two at once: an `aws` has one core.
with ThreadPoolExecutor(2) as pool:
    scripts = list(pool.map(lambda pair: script(pair[1], pair[0]), enumerate(asked["scripts"])))
answer(
    {
        "scripts": {case["id"]: said for case, said in zip(asked["scripts"], scripts)},
        "terraform": terraform(asked["terraform"], asked["formatted"]),
        "findings": findings,
        "flawed": flawed,
    }
)
