"""Runs the commands of docs/verify-on-aws.md against moto, and says what is left of them."""

import subprocess

from account import HOME, Account, answer, question, serve
from moto.core.config import default_user_config

# Its functions need no Docker then, and run nothing.
default_user_config["lambda"]["use_docker"] = False

asked = question()
account = Account(serve(), "222233334444", "eu-central-1")
environment = {**account.environment(), "AWS_REGION": "eu-central-1", "SETTLE": "0", "TMPDIR": HOME}
done = subprocess.run(["bash"], input=asked["script"], env=environment, cwd=HOME, capture_output=True, text=True)
names = lambda service, call, key, name: [one[name] for one in getattr(account.client(service), call)()[key]]
keys = account.client("kms")
states = [keys.describe_key(KeyId=key["KeyId"])["KeyMetadata"]["KeyState"] for key in keys.list_keys()["Keys"]]
answer(
    {
        "status": done.returncode,
        "stdout": done.stdout,
        "stderr": done.stderr,
        "buckets": names("s3", "list_buckets", "Buckets", "Name"),
        "roles": names("iam", "list_roles", "Roles", "RoleName"),
        "functions": names("lambda", "list_functions", "Functions", "FunctionName"),
        "keys": states,
        "aliases": [one for one in names("kms", "list_aliases", "Aliases", "AliasName") if "verify" in one],
    }
)
