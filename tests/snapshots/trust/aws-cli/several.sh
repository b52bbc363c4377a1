sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the role of several callers.
# Creates an identity provider for token.actions.githubusercontent.com if there is none. Creates role remotion-executionrole with the trust relationship below. If the role exists, replaces its trust relationship.

set -eu

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
          "token.actions.githubusercontent.com:sub": "repo:acme/films:ref:refs/heads/main"
        }
      }
    },
    {
      "Sid": "TrustService",
      "Effect": "Allow",
      "Principal": {
        "Service": [
          "lambda.amazonaws.com",
          "ec2.amazonaws.com"
        ]
      },
      "Action": [
        "sts:AssumeRole"
      ]
    },
    {
      "Sid": "TrustEcsTasks",
      "Effect": "Allow",
      "Principal": {
        "Service": "ecs-tasks.amazonaws.com"
      },
      "Action": [
        "sts:AssumeRole"
      ],
      "Condition": {
        "StringEquals": {
          "aws:SourceAccount": "123456789012"
        },
        "ArnLike": {
          "aws:SourceArn": "arn:aws:ecs:eu-central-1:123456789012:*"
        }
      }
    },
    {
      "Sid": "TrustRole",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/app"
      },
      "Action": [
        "sts:AssumeRole"
      ],
      "Condition": {
        "StringEquals": {
          "sts:ExternalId": "acme:7/b"
        }
      }
    },
    {
      "Sid": "TrustEksPodIdentity",
      "Effect": "Allow",
      "Principal": {
        "Service": "pods.eks.amazonaws.com"
      },
      "Action": [
        "sts:AssumeRole",
        "sts:TagSession"
      ],
      "Condition": {
        "StringEquals": {
          "aws:RequestTag/kubernetes-namespace": "video",
          "aws:RequestTag/kubernetes-service-account": "site"
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
SCRIPT
