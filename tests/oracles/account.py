"""An AWS on this machine (moto), with an account for each case, and what is in an account, read back through boto3."""

import json
import logging
import os
import subprocess
import sys
import tempfile

import boto3

import preloaded_aws

# Nothing of the machine's own settings, and no look for credentials at an address that only machines at AWS have.
HOME = tempfile.mkdtemp(prefix="oracles-")
CLEAN = {
    "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]]),
    "HOME": HOME,
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "LC_ALL": "C.UTF-8",
}
for variable in [name for name in os.environ if name.startswith(("AWS_", "TF_"))]:
    del os.environ[variable]
os.environ.update(CLEAN)
CLEAN["PATH"] = os.pathsep.join([preloaded_aws.start(HOME), CLEAN["PATH"]])
os.environ.update(CLEAN, AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", MOTO_IAM_LOAD_MANAGED_POLICIES="false")

from moto.core.responses import EmptyResult  # noqa: E402 (reads the environment)
from moto.iam.responses import IamResponse  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

TRUST_BEFORE = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}


def add_client_id(response):
    """A request that moto does not know."""
    arn, audience = (response._get_param(name) for name in ("OpenIDConnectProviderArn", "ClientID"))
    response.backend.get_open_id_connect_provider(arn).client_id_list.append(audience)
    return EmptyResult()


IamResponse.add_client_id_to_open_id_connect_provider = add_client_id


def serve():
    """Starts it; its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}"


class Account:
    """One account: a number of twelve digits, in the partition of a region."""

    def __init__(self, address, number, region):
        self.address, self.number, self.region = address, number, region
        self.partition = "aws-cn" if region.startswith("cn-") else "aws"
        role = f"arn:{self.partition}:iam::{number}:role/tester"
        # Whoever assumes a role of an account is in that account: so moto has many.
        sts = boto3.client("sts", endpoint_url=address, region_name=region)
        self.credentials = sts.assume_role(RoleArn=role, RoleSessionName="oracle")["Credentials"]
        self.iam = self.client("iam")

    def client(self, service, **more):
        keys = self.credentials
        return boto3.client(
            service,
            endpoint_url=self.address,
            region_name=self.region,
            aws_access_key_id=keys["AccessKeyId"],
            aws_secret_access_key=keys["SecretAccessKey"],
            aws_session_token=keys["SessionToken"],
            **more,
        )

    def environment(self):
        """For a program that works in this account.

        Its region is one of partition `aws`, whatever that of the account: a form that is for another has to say so.
        """
        keys = self.credentials
        return {
            **CLEAN,
            "AWS_ENDPOINT_URL": self.address,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": keys["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
            "AWS_SESSION_TOKEN": keys["SessionToken"],
        }

    def prepare(self, made):
        """What the reader has before a form is run: the one whom the policy goes to."""
        if made["how"] == "role":
            return
        if made["kind"] == "user":
            self.iam.create_user(UserName=made["to"])
        else:
            self.iam.create_role(RoleName=made["to"], AssumeRolePolicyDocument=json.dumps(TRUST_BEFORE))

    def use_providers_for_another(self, made):
        """The identity providers of a role are there, but for other tokens."""
        for provider in self.iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]:
            self.iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=provider["Arn"])
        for issuer in made["providers"]:
            self.iam.create_open_id_connect_provider(Url=f"https://{issuer}", ClientIDList=["another"])

    def run(self, text, shell):
        """Gives a script to a shell: from standard input, as if typed, where a shell reads its here-documents too."""
        done = subprocess.run([shell], input=text, env=self.environment(), cwd=HOME, capture_output=True, text=True)
        return {"shell": shell, "status": done.returncode, "stderr": done.stderr, "stdout": done.stdout}

    def read(self):
        """All of it: see `after` in cases.mjs."""
        read = {"role": {}, "user": {}}
        for role in self.iam.list_roles()["Roles"]:
            name = role["RoleName"]
            read["role"][name] = {**self._policies("role", name), "trust": role["AssumeRolePolicyDocument"]}
        for user in self.iam.list_users()["Users"]:
            read["user"][user["UserName"]] = self._policies("user", user["UserName"])
        read["policies"] = [policy["PolicyName"] for policy in self.iam.list_policies(Scope="Local")["Policies"]]
        read["providers"] = {}
        for provider in self.iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]:
            one = self.iam.get_open_id_connect_provider(OpenIDConnectProviderArn=provider["Arn"])
            # Some tools give moto the address with `https://`, and AWS keeps it without.
            read["providers"][one["Url"].removeprefix("https://")] = one["ClientIDList"]
        return read

    def _policies(self, kind, name):
        whom = {f"{kind.title()}Name": name}
        call = lambda verb, thing, **more: getattr(self.iam, f"{verb}_{kind}_{thing}")(**whom, **more)
        attached = getattr(self.iam, f"list_attached_{kind}_policies")(**whom)["AttachedPolicies"]
        return {
            "inline": {
                policy: call("get", "policy", PolicyName=policy)["PolicyDocument"]
                for policy in call("list", "policies")["PolicyNames"]
            },
            "attached": {policy["PolicyName"]: self.document(policy["PolicyArn"]) for policy in attached},
        }

    def document(self, arn):
        """The version of a managed policy that is in force."""
        version = self.iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
        return self.iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]


def question():
    return json.load(sys.stdin)


def answer(said):
    json.dump(said, sys.stdout)
