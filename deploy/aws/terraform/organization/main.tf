# For the management account of an organization, or that of a delegated administrator: the role by which Muster reads the
# organization and this account, and a StackSet that gives each account of the organization its role, also those that join
# later.

module "reader" {
  source = "../member"

  hub_role_arn = var.hub_role_arn
  external_id  = var.external_id
  role_name    = var.role_name
}

# What the code calls: the file follows from it.
resource "aws_iam_role_policy" "reads_the_organization" {
  name   = "muster-reads-the-organization"
  role   = var.role_name
  policy = file("${path.module}/../../organization-policy.json")

  depends_on = [module.reader]
}

# A StackSet of an organization leaves the management account out: that has the role above.
resource "aws_cloudformation_stack_set" "member_roles" {
  name             = "muster-member"
  description      = "The role by which Muster reads an account"
  permission_model = "SERVICE_MANAGED"
  call_as          = var.call_as
  capabilities     = ["CAPABILITY_NAMED_IAM"]
  template_body    = file("${path.module}/../../cloudformation/member-role.yaml")

  parameters = {
    HubRoleArn = var.hub_role_arn
    ExternalId = var.external_id
    RoleName   = var.role_name
  }

  auto_deployment {
    enabled                          = true
    retain_stacks_on_account_removal = false
  }

  managed_execution {
    active = true
  }

  # An account that refuses the update costs that account.
  operation_preferences {
    failure_tolerance_percentage = 100
    max_concurrent_percentage    = 100
  }

  lifecycle {
    ignore_changes = [administration_role_arn]
  }
}

data "aws_region" "current" {}

resource "aws_cloudformation_stack_set_instance" "member_roles" {
  stack_set_name = aws_cloudformation_stack_set.member_roles.name
  region         = data.aws_region.current.name
  call_as        = var.call_as

  deployment_targets {
    organizational_unit_ids = var.organizational_unit_ids
  }

  operation_preferences {
    failure_tolerance_percentage = 100
    max_concurrent_percentage    = 100
  }
}
