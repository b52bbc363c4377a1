# For Remotion {newest}, from data of {published}.
# For the role of a GitHub Actions job.
# Creates an identity provider for token.actions.githubusercontent.com. Creates role remotion-executionrole with the trust relationship below.

resource "aws_iam_openid_connect_provider" "provider_token_actions_githubusercontent_com_3dd13b01" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com.cn"]

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "trust_remotion_executionrole" {
  name = "remotion-executionrole"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "TrustToken"
        Effect = "Allow"
        Principal = {
          Federated = "arn:aws-cn:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
        }
        Action = [
          "sts:AssumeRoleWithWebIdentity",
        ]
        Condition = {
          StringEquals = {
            "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com.cn"
            "token.actions.githubusercontent.com:sub" = "repo:acme@123456/films@456789:environment:it's%3A\"a\"\\!%%{b}#&(é"
          }
        }
      },
    ]
  })

  depends_on = [aws_iam_openid_connect_provider.provider_token_actions_githubusercontent_com_3dd13b01]
}
