"""What parliament, with the auditors it has by default, finds in each policy: {name: ["ISSUE action …", …]}."""

import json
import logging

import parliament

from account import answer, question

logging.disable(logging.CRITICAL)


def audit(document):
    """What is found, each once: the issue, and what of the text it is about."""
    found = parliament.analyze_policy_string(json.dumps(document)).findings
    # What it is about is a text, a list of texts, or something that holds more.
    about = lambda one: " ".join(map(str, one.detail)) if isinstance(one.detail, list) else str(one.detail)
    return sorted({f"{one.issue} {about(one)}" for one in found})


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
