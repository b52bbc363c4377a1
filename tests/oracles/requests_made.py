"""Makes the calls that Remotion makes, with a policy in force, and again with one action less, for every action."""

import copy
import json
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from account import Account, answer, question, serve

NUMBER = "444455556666"
BUCKET, OWN, OTHER = "acme-films", "remotionlambda-eucentral1-abcdefghij", "somebody-elses"
PART = b"x" * (5 << 20)


def multipart(s3):
    """A file over 5 MiB, as lib-storage sends it."""
    place = {"Bucket": BUCKET, "Key": "films/long.mp4"}
    upload = s3.create_multipart_upload(**place)["UploadId"]
    part = s3.upload_part(**place, UploadId=upload, PartNumber=1, Body=PART)
    parts = {"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}
    s3.complete_multipart_upload(**place, UploadId=upload, MultipartUpload=parts)


# What is called, by the name it has in requests.test.mjs, and the actions that it needs of those moto asks for.
REQUESTS = {
    "head": (["s3:GetObject"], lambda s3: s3.head_object(Bucket=BUCKET, Key="films/there.mp4")),
    "put": (["s3:PutObject"], lambda s3: s3.put_object(Bucket=BUCKET, Key="films/a.mp4", Body=b"film")),
    "multipart": (["s3:PutObject"], lambda s3: multipart(s3)),
    "abort": (
        ["s3:AbortMultipartUpload"],
        lambda s3: s3.abort_multipart_upload(Bucket=BUCKET, Key="films/cut.mp4", UploadId=begun["UploadId"]),
    ),
    "artifact": (
        ["s3:PutObject"],
        lambda s3: s3.put_object(Bucket=BUCKET, Key="renders/abc/artifacts/x.json", Body=b"{}"),
    ),
    # Remotion never lists it: the right to is what turns the answer for a missing file from 403 into 404.
    "list": (["s3:ListBucket"], lambda s3: s3.list_objects_v2(Bucket=BUCKET)),
    "progress": (
        ["s3:GetObject"],
        lambda s3: s3.get_object(Bucket=OWN, Key="renders/abc/progress.json"),
    ),
    "props": (["s3:PutObject"], lambda s3: s3.put_object(Bucket=OWN, Key="input-props/a.json", Body=b"{}")),
    "find bucket": (["s3:ListAllMyBuckets"], lambda s3: s3.list_buckets()),
    # For buckets of before December 2022, whose names do not hold the region.
    "bucket region": (["s3:GetBucketLocation"], lambda s3: s3.get_bucket_location(Bucket=OWN)),
    "list renders": (["s3:ListBucket"], lambda s3: s3.list_objects_v2(Bucket=OWN, Prefix="renders/abc/")),
    "delete render": (["s3:DeleteObject"], lambda s3: s3.delete_object(Bucket=OWN, Key="renders/abc/out.mp4")),
    "put elsewhere": ([], lambda s3: s3.put_object(Bucket=BUCKET, Key="other/a.mp4", Body=b"film")),
    "put in another bucket": ([], lambda s3: s3.put_object(Bucket=OTHER, Key="films/a.mp4", Body=b"film")),
    "delete": ([], lambda s3: s3.delete_object(Bucket=BUCKET, Key="films/there.mp4")),
    "create bucket": ([], lambda s3: s3.create_bucket(Bucket="remotionlambda-new")),
}
# Actions that moto does not ask for: see the head of requests.test.mjs.
NOT_ASKED_FOR = {"lambda:InvokeFunction", "s3:PutObjectAcl"}


def post(path, body):
    """To moto itself; without this type it would take the body for a form."""
    headers = {"Content-Type": "application/json"}
    urllib.request.urlopen(urllib.request.Request(f"{address}/moto-api/{path}", body.encode(), headers))


def enforce(wanted):
    """IAM from the next call on, or not at all."""
    post("reset-auth", "0" if wanted else "inf")


def without(document, action):
    less = copy.deepcopy(document)
    for statement in less["Statement"]:
        statement["Action"] = [one for one in statement["Action"] if one != action]
    less["Statement"] = [statement for statement in less["Statement"] if statement["Action"]]
    return less


def outcome(request, s3):
    try:
        REQUESTS[request][1](s3)
    except ClientError as error:
        # HEAD has no body to say more in.
        code = error.response["Error"]["Code"]
        return "AccessDenied" if code in ("403", "AccessDenied", "AccessDeniedException") else code
    return "allowed"


def make(document, requests, s3):
    """Every call with this policy on the caller."""
    global begun
    enforce(False)
    admin.iam.put_user_policy(UserName="caller", PolicyName="policy", PolicyDocument=json.dumps(document))
    begun = admin.client("s3").create_multipart_upload(Bucket=BUCKET, Key="films/cut.mp4")
    enforce(True)
    said = {request: outcome(request, s3) for request in requests}
    enforce(False)
    return said


address = serve()
answers = {}
for case in question():
    enforce(False)
    post("reset", "")
    region = case["region"]
    admin = Account(address, NUMBER, region)
    s3, iam = admin.client("s3"), admin.iam
    for bucket in (BUCKET, OWN, OTHER):
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
    s3.put_object(Bucket=BUCKET, Key="films/there.mp4", Body=b"film")
    s3.put_object(Bucket=OWN, Key="renders/abc/progress.json", Body=b"{}")
    iam.create_user(UserName="caller")
    key = iam.create_access_key(UserName="caller")["AccessKey"]
    caller = boto3.client(
        "s3",
        endpoint_url=address,
        region_name=region,
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
        config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
    )
    actions = sorted({action for one in case["document"]["Statement"] for action in one["Action"]} - NOT_ASKED_FOR)
    answers[case["name"]] = {
        "whole": make(case["document"], case["requests"] + case["refused"], caller),
        "without": {
            action: {
                "needing": [request for request in case["requests"] if action in REQUESTS[request][0]],
                "said": make(without(case["document"], action), case["requests"], caller),
            }
            for action in actions
        },
    }
enforce(False)
answer(answers)
