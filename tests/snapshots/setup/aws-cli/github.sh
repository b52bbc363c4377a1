sh <<'SCRIPT'
# For Remotion 4.0.500, from data of {published}.
# For the code that calls Remotion and for remotion-lambda-role, the role of the render function, and for anyone on the internet: it makes every file under the key prefix in bucket my-videos public.
# Creates an identity provider for token.actions.githubusercontent.com if there is none. Creates role remotion-executionrole with the trust relationship below. If the role exists, replaces its trust relationship.
# Creates managed policy remotion-executionrole-policy, or a new version of it, and attaches it to role remotion-executionrole.
# Puts inline policy remotion-caller-output-bucket-my-videos on role remotion-executionrole. Replaces one of that name.
# Creates role remotion-lambda-role with the trust relationship below. If the role exists, replaces its trust relationship.
# Puts inline policy remotion-lambda-policy on role remotion-lambda-role. Replaces one of that name.
# Puts inline policy remotion-output-bucket-my-videos on role remotion-lambda-role. Replaces one of that name.
# Adds these Statements to the policy of bucket my-videos, and keeps its others.
# Replaces or removes those with Sid RemotionPublicRead, RemotionReadByCloudFront, RemotionTlsOnly.
# Adds these Statements to the policy of the key, and keeps its others.
# Replaces or removes those with Sid RemotionRenderFunction, RemotionReader, RemotionReadByCloudFront.
# What you must do yourself is in comments at the end: Render call, Credentials (GitHub Actions).
# If it stops, fix the cause and run it again. What was created stays.

set -eu

(
policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "TrustToken",
      "Effect": "Allow",
      "Principal": {
        "Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
      },
      "Action": [
        "sts:AssumeRoleWithWebIdentity"
      ],
      "Condition": {
        "StringEquals": {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": "repo:acme@123456/films@456789:environment:it's%3A\"a\"\\\u0021%{b}#&(\u00e9"
        }
      }
    }
  ]
}
POLICY
}

provider='arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'
found=$(aws iam list-open-id-connect-providers --query "OpenIDConnectProviderList[?Arn=='$provider'].Arn" --output text)
if [ -z "$found" ]; then
  aws iam create-open-id-connect-provider --url 'https://token.actions.githubusercontent.com' --client-id-list '["sts.amazonaws.com"]' >/dev/null
else
  for audience in 'sts.amazonaws.com'; do
    known=$(aws iam get-open-id-connect-provider --open-id-connect-provider-arn "$provider" --query "ClientIDList[?@=='$audience']" --output text)
    [ -n "$known" ] || aws iam add-client-id-to-open-id-connect-provider --cli-input-json "{\"OpenIDConnectProviderArn\": \"$provider\", \"ClientID\": \"$audience\"}"
  done
fi

role='remotion-executionrole'
found=$(aws iam list-roles --query "Roles[?RoleName=='$role'].RoleName" --output text)
if [ -z "$found" ]; then
  aws iam create-role --role-name="$role" --assume-role-policy-document "$(policy)" >/dev/null
else
  same=$(aws iam get-role --role-name="$role" --query "Role.AssumeRolePolicyDocument == \`$(policy | sed 's/`/\\`/g')\`" --output text)
  if [ "$same" != True ]; then
    text=$(aws iam get-role --role-name="$role" --query Role.AssumeRolePolicyDocument --output json)
    printf '%s\n' "Role $role exists. This replaces its trust relationship, which was:" "$text"
    aws iam update-assume-role-policy --role-name="$role" --policy-document "$(policy)"
  fi
fi
echo "Role $role has this trust relationship."
)

(
policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "RenderFunctions",
      "Effect": "Allow",
      "Action": [
        "lambda:InvokeFunction"
      ],
      "Resource": [
        "arn:aws:lambda:us-east-1:123456789012:function:acme-render"
      ]
    },
    {
      "Sid": "Renders",
      "Effect": "Allow",
      "Action": [
        "s3:GetObject"
      ],
      "Resource": [
        "arn:aws:s3:::acme-remotion/renders/*"
      ]
    }
  ]
}
POLICY
}

name='remotion-executionrole-policy'
role='remotion-executionrole'
aws iam get-role --role-name="$role" >/dev/null

arn=$(aws iam list-policies --scope Local --query "Policies[?PolicyName=='$name'].Arn" --output text)
if [ -z "$arn" ]; then
  arn=$(aws iam create-policy --policy-name "$name" --policy-document "$(policy)" --query Policy.Arn --output text)
else
  was=$(aws iam list-policy-versions --policy-arn "$arn" --query 'Versions[?IsDefaultVersion].VersionId' --output text)
  text=$(aws iam get-policy-version --policy-arn "$arn" --version-id "$was" --query PolicyVersion.Document --output json)
  if [ "$(printf '%s\n' "$text" | sed 's/^ *//')" != "$(policy | sed 's/^ *//')" ]; then
    old=$(aws iam list-policy-versions --policy-arn "$arn" --query 'Versions[?IsDefaultVersion==`false`].VersionId' --output text)
    if [ "$(echo "$old" | wc -w)" -ge 4 ]; then
      echo "Nothing was changed: $name has five versions, the most that IAM keeps. Delete one of $old with: aws iam delete-policy-version --policy-arn $arn --version-id VERSION, and run this again." >&2
      exit 1
    fi
    echo "$name exists. This replaces its text, and keeps the old one as version $was. To go back:"
    echo "aws iam set-default-policy-version --policy-arn $arn --version-id $was"
    aws iam create-policy-version --policy-arn "$arn" --policy-document "$(policy)" --set-as-default >/dev/null
  fi
fi
aws iam attach-role-policy --role-name="$role" --policy-arn "$arn"
echo "$arn is attached to role $role."
)

(
policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ReadRenders",
      "Effect": "Allow",
      "Action": [
        "s3:GetObject"
      ],
      "Resource": [
        "arn:aws:s3:::my-videos/it's/\"$HOME\"/${$}{{a}}/$$${*}/%{b}/`c`/\\\u0021d&(e)#f:/\u00ff/*",
        "arn:aws:s3:::my-videos/renders/*/artifacts/*"
      ]
    },
    {
      "Sid": "DecryptWithOwnKey",
      "Effect": "Allow",
      "Action": [
        "kms:Decrypt"
      ],
      "Resource": [
        "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      ]
    }
  ]
}
POLICY
}

name='remotion-caller-output-bucket-my-videos'
role='remotion-executionrole'
aws iam put-role-policy --role-name="$role" --policy-name "$name" --policy-document "$(policy)"
echo "$name is on role $role."
)

(
policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "TrustService",
      "Effect": "Allow",
      "Principal": {
        "Service": "lambda.amazonaws.com"
      },
      "Action": [
        "sts:AssumeRole"
      ]
    }
  ]
}
POLICY
}

role='remotion-lambda-role'
found=$(aws iam list-roles --query "Roles[?RoleName=='$role'].RoleName" --output text)
if [ -z "$found" ]; then
  aws iam create-role --role-name="$role" --assume-role-policy-document "$(policy)" >/dev/null
else
  same=$(aws iam get-role --role-name="$role" --query "Role.AssumeRolePolicyDocument == \`$(policy | sed 's/`/\\`/g')\`" --output text)
  if [ "$same" != True ]; then
    text=$(aws iam get-role --role-name="$role" --query Role.AssumeRolePolicyDocument --output json)
    printf '%s\n' "Role $role exists. This replaces its trust relationship, which was:" "$text"
    aws iam update-assume-role-policy --role-name="$role" --policy-document "$(policy)"
  fi
fi
echo "Role $role has this trust relationship."
)

(
policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "0",
      "Effect": "Allow",
      "Action": [
        "s3:ListAllMyBuckets"
      ],
      "Resource": [
        "*"
      ]
    },
    {
      "Sid": "1",
      "Effect": "Allow",
      "Action": [
        "s3:CreateBucket",
        "s3:ListBucket",
        "s3:PutBucketAcl",
        "s3:GetObject",
        "s3:DeleteObject",
        "s3:PutObjectAcl",
        "s3:PutObject",
        "s3:GetBucketLocation"
      ],
      "Resource": [
        "arn:aws:s3:::remotionlambda-*"
      ]
    },
    {
      "Sid": "2",
      "Effect": "Allow",
      "Action": [
        "lambda:InvokeFunction"
      ],
      "Resource": [
        "arn:aws:lambda:*:*:function:remotion-render-*"
      ]
    },
    {
      "Sid": "3",
      "Effect": "Allow",
      "Action": [
        "logs:CreateLogGroup"
      ],
      "Resource": [
        "arn:aws:logs:*:*:log-group:/aws/lambda-insights"
      ]
    },
    {
      "Sid": "4",
      "Effect": "Allow",
      "Action": [
        "logs:CreateLogStream",
        "logs:PutLogEvents"
      ],
      "Resource": [
        "arn:aws:logs:*:*:log-group:/aws/lambda/remotion-render-*",
        "arn:aws:logs:*:*:log-group:/aws/lambda-insights:*"
      ]
    },
    {
      "Sid": "OwnFunction",
      "Effect": "Allow",
      "Action": [
        "lambda:InvokeFunction"
      ],
      "Resource": [
        "arn:aws:lambda:*:123456789012:function:acme-render"
      ]
    },
    {
      "Sid": "OwnFunctionLogs",
      "Effect": "Allow",
      "Action": [
        "logs:CreateLogStream",
        "logs:PutLogEvents"
      ],
      "Resource": [
        "arn:aws:logs:*:123456789012:log-group:/aws/lambda/acme-render*"
      ]
    },
    {
      "Sid": "OwnBucket",
      "Effect": "Allow",
      "Action": [
        "s3:ListBucket"
      ],
      "Resource": [
        "arn:aws:s3:::acme-remotion"
      ]
    },
    {
      "Sid": "OwnBucketFiles",
      "Effect": "Allow",
      "Action": [
        "s3:GetObject",
        "s3:DeleteObject",
        "s3:PutObjectAcl",
        "s3:PutObject"
      ],
      "Resource": [
        "arn:aws:s3:::acme-remotion/*"
      ]
    }
  ]
}
POLICY
}

name='remotion-lambda-policy'
role='remotion-lambda-role'
aws iam put-role-policy --role-name="$role" --policy-name "$name" --policy-document "$(policy)"
echo "$name is on role $role."
)

(
policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "WriteRenders",
      "Effect": "Allow",
      "Action": [
        "s3:PutObject",
        "s3:GetObject",
        "s3:AbortMultipartUpload"
      ],
      "Resource": [
        "arn:aws:s3:::my-videos/it's/\"$HOME\"/${$}{{a}}/$$${*}/%{b}/`c`/\\\u0021d&(e)#f:/\u00ff/*",
        "arn:aws:s3:::my-videos/renders/*/artifacts/*"
      ]
    },
    {
      "Sid": "SeeMissingFiles",
      "Effect": "Allow",
      "Action": [
        "s3:ListBucket"
      ],
      "Resource": [
        "arn:aws:s3:::my-videos"
      ]
    },
    {
      "Sid": "EncryptWithOwnKey",
      "Effect": "Allow",
      "Action": [
        "kms:GenerateDataKey",
        "kms:Decrypt"
      ],
      "Resource": [
        "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      ]
    }
  ]
}
POLICY
}

name='remotion-output-bucket-my-videos'
role='remotion-lambda-role'
aws iam put-role-policy --role-name="$role" --policy-name "$name" --policy-document "$(policy)"
echo "$name is on role $role."
)

(
text() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "RemotionPublicRead",
      "Effect": "Allow",
      "Principal": "*",
      "Action": [
        "s3:GetObject"
      ],
      "Resource": [
        "arn:aws:s3:::my-videos/it's/\"$HOME\"/${$}{{a}}/$$${*}/%{b}/`c`/\\\u0021d&(e)#f:/\u00ff/*"
      ]
    },
    {
      "Sid": "RemotionReadByCloudFront",
      "Effect": "Allow",
      "Principal": {
        "Service": "cloudfront.amazonaws.com"
      },
      "Action": [
        "s3:GetObject"
      ],
      "Resource": [
        "arn:aws:s3:::my-videos/*"
      ],
      "Condition": {
        "StringEquals": {
          "AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/EDFDVBD632BHDS5"
        }
      }
    },
    {
      "Sid": "RemotionTlsOnly",
      "Effect": "Deny",
      "Principal": "*",
      "Action": [
        "s3:*"
      ],
      "Resource": [
        "arn:aws:s3:::my-videos",
        "arn:aws:s3:::my-videos/*"
      ],
      "Condition": {
        "Bool": {
          "aws:SecureTransport": "false"
        }
      }
    }
  ]
}
POLICY
}

bucket='my-videos'
if ! problem=$(aws s3api get-bucket-policy --region us-east-1 --bucket "$bucket" 2>&1 >/dev/null); then
  case $problem in
    *'(NoSuchBucketPolicy)'*)
      aws s3api put-bucket-policy --region us-east-1 --bucket "$bucket" --policy "$(text)"
      echo "Bucket $bucket had no policy, and has this one now. To go back: aws s3api delete-bucket-policy --region us-east-1 --bucket $bucket"
      exit
      ;;
  esac
  printf '%s\n' "$problem" 'Nothing was changed.' >&2
  exit 1
fi
was=$(aws s3api get-bucket-policy --region us-east-1 --bucket "$bucket" --query Policy --output text) || {
  echo 'Nothing was changed.' >&2
  exit 1
}
if ! command -v jq >/dev/null; then
  echo 'Nothing was changed: this needs jq to add to what is there. Install jq and run this again, or add it by hand.' >&2
  exit 1
fi
new=$(text | jq -c --argjson was "$was" --arg list Statement --arg id Sid --argjson ours '["RemotionPublicRead", "RemotionReadByCloudFront", "RemotionTlsOnly"]' '
  (if type == "array" then . else .[$list] end) as $new | $was |
  .[$list] = [.[$list] | if type == "array" then .[] else . end | select(.[$id] as $one | any($ours[]; . == $one) | not)] + $new')
plain() {
  jq -S 'walk(if type == "array" then sort | if length == 1 then .[0] else . end else . end)'
}
if [ "$(printf '%s' "$was" | plain)" = "$(printf '%s' "$new" | plain)" ]; then
  echo 'Nothing was changed: all of this is there already.'
  exit
fi
printf '%s\n' "Bucket $bucket had this policy:" "$was" 'To go back, save that as old.json and run:' "aws s3api put-bucket-policy --region us-east-1 --bucket $bucket --policy file://old.json"
aws s3api put-bucket-policy --region us-east-1 --bucket "$bucket" --policy "$new" >/dev/null
echo 'All of this is there now.'
)

(
text() {
  cat <<'POLICY'
[
  {
    "Sid": "RemotionRenderFunction",
    "Effect": "Allow",
    "Principal": {
      "AWS": "arn:aws:iam::123456789012:role/remotion-lambda-role"
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
      "AWS": "arn:aws:iam::123456789012:role/remotion-executionrole"
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
)

# Render call: Renders into your bucket, because `outName` is an object.
#
# import {
#   renderMediaOnLambda,
# } from '@remotion/lambda/client';
#
# const {renderId, bucketName} = await renderMediaOnLambda({
#   // Where your function is deployed
#   region: 'us-east-1',
#   functionName: 'acme-render',
#   forceBucketName: 'acme-remotion',
#   // The name of a site, or the URL that deploySite() gave
#   serveUrl: 'my-site',
#   composition: 'MyVideo',
#   codec: 'h264',
#   // A plain string would stay in Remotion's own bucket
#   outName: {
#     bucketName: 'my-videos',
#     key: 'it\'s/"$HOME"/${{a}}/$$*/%{b}/`c`/\\\u0021d&(e)#f:/\u00ff/video.mp4',
#   },
#   privacy: 'no-acl',
# });

# Credentials (GitHub Actions): Lets the job assume the role before it calls Remotion. Add this to the job. Replace the example values.
#
# environment: "it's:\"a\"\\\u0021%{b}#&(\u00e9"
# permissions:
#   contents: read
#   id-token: write
# steps:
#   - uses: aws-actions/configure-aws-credentials@v6
#     with:
#       role-to-assume: "arn:aws:iam::123456789012:role/remotion-executionrole"
#       audience: sts.amazonaws.com
#       aws-region: us-east-1
SCRIPT
