# For Remotion {newest}, from data of {published}.
# For the role of a Kubernetes service account.
# Creates an identity provider for oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE. Creates role remotion-executionrole with the trust relationship below.

resource "aws_iam_openid_connect_provider" "provider_oidc_eks_cn_north_1_amazonaws_com_cn_id_EXAMPLED539D4633E53DE1B71EXAMPLE_bb655ebe" {
  url            = "https://oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE"
  client_id_list = ["sts.amazonaws.com.cn", "sts.amazonaws.com"]

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
          Federated = "arn:aws-cn:iam::123456789012:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE"
        }
        Action = [
          "sts:AssumeRoleWithWebIdentity",
        ]
        Condition = {
          StringEquals = {
            "oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE:aud" = [
              "sts.amazonaws.com.cn",
              "sts.amazonaws.com",
            ]
            "oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE:sub" = "system:serviceaccount:video:site"
          }
        }
      },
    ]
  })

  depends_on = [aws_iam_openid_connect_provider.provider_oidc_eks_cn_north_1_amazonaws_com_cn_id_EXAMPLED539D4633E53DE1B71EXAMPLE_bb655ebe]
}
