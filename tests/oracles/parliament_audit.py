"""What parliament, with the auditors it has by default, finds in each policy: {name: ["ISSUE action", …]}."""

import json
import logging

import parliament

from account import answer, question

logging.disable(logging.CRITICAL)


def audit(document):
    analyzed = parliament.analyze_policy_string(json.dumps(document))
    return sorted({f"{found.issue} {found.location.get('actions', found.detail) if isinstance(found.location, dict) else found.detail}" for found in analyzed.findings})


def bare(document):
    return parliament.analyze_policy_string(json.dumps(document)).findings


FLAWED = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": ["s3:PutObject"], "Resource": ["arn:aws:s3:::bucket"]}],
}
answer(
    {
        "findings": {case["name"]: audit(case["document"]) for case in question()},
        "flawed": audit(FLAWED),
    }
)
