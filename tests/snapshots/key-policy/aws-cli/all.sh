sh <<'SCRIPT'
# For the KMS key that encrypts the bucket.
# Adds these Statements to the policy of the key, and keeps its others.
# Replaces or removes those with Sid RemotionRenderFunction, RemotionReader, RemotionReadByCloudFront.

set -eu

text() {
  cat <<'POLICY'
[
  {
    "Sid": "RemotionRenderFunction",
    "Effect": "Allow",
    "Principal": {
      "AWS": "arn:aws:iam::123456789012:role/ci-role"
    },
    "Action": [
      "kms:GenerateDataKey",
      "kms:Decrypt"
    ],
    "Resource": [
      "*"
    ],
    "Condition": {
      "StringEquals": {
        "kms:ViaService": "s3.us-east-1.amazonaws.com",
        "kms:CallerAccount": "123456789012"
      }
    }
  },
  {
    "Sid": "RemotionReader",
    "Effect": "Allow",
    "Principal": {
      "AWS": "arn:aws:iam::123456789012:user/ci"
    },
    "Action": [
      "kms:Decrypt"
    ],
    "Resource": [
      "*"
    ],
    "Condition": {
      "StringEquals": {
        "kms:ViaService": "s3.us-east-1.amazonaws.com",
        "kms:CallerAccount": "123456789012"
      }
    }
  },
  {
    "Sid": "RemotionReadByCloudFront",
    "Effect": "Allow",
    "Principal": {
      "Service": "cloudfront.amazonaws.com"
    },
    "Action": [
      "kms:Decrypt"
    ],
    "Resource": [
      "*"
    ],
    "Condition": {
      "StringEquals": {
        "AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/EDFDVBD632BHDS5"
      }
    }
  }
]
POLICY
}

key='arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'
was=$(aws kms get-key-policy --region us-east-1 --key-id "$key" --policy-name default --query Policy --output text) || {
  echo 'Nothing was changed.' >&2
  exit 1
}
if ! command -v jq >/dev/null; then
  echo 'Nothing was changed: this needs jq to add to what is there. Install jq and run this again, or add it by hand.' >&2
  exit 1
fi
new=$(text | jq -c --argjson was "$was" --arg list Statement --arg id Sid --argjson ours '["RemotionRenderFunction", "RemotionReader", "RemotionReadByCloudFront"]' '
  (if type == "array" then . else .[$list] end) as $new | $was |
  .[$list] = [.[$list] | if type == "array" then .[] else . end | select(.[$id] as $one | any($ours[]; . == $one) | not)] + $new')
plain() {
  jq -S 'walk(if type == "array" then sort | if length == 1 then .[0] else . end else . end)'
}
if [ "$(printf '%s' "$was" | plain)" = "$(printf '%s' "$new" | plain)" ]; then
  echo 'Nothing was changed: all of this is there already.'
  exit
fi
printf '%s\n' "The key had this policy:" "$was" 'To go back, save that as old.json and run:' "aws kms put-key-policy --region us-east-1 --key-id $key --policy-name default --policy file://old.json"
aws kms put-key-policy --region us-east-1 --key-id "$key" --policy-name default --policy "$new" >/dev/null
echo 'All of this is there now.'
SCRIPT
