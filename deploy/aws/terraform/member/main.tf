# The role by which Muster reads an account.

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [var.hub_role_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [var.external_id]
    }
  }

  # Session tags, which EKS Pod Identity sends along with each call of AssumeRole.
  statement {
    actions = ["sts:TagSession"]

    principals {
      type        = "AWS"
      identifiers = [var.hub_role_arn]
    }
  }
}

resource "aws_iam_role" "member" {
  name                 = var.role_name
  description          = "Read by Muster; changes nothing and reads no data"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = 3600
}

# What the code calls: the file follows from it.
resource "aws_iam_role_policy" "reads_the_inventory" {
  name   = "muster-reads-the-inventory"
  role   = aws_iam_role.member.id
  policy = file("${path.module}/../../read-only-policy.json")
}
