# Lays out the member role in an account and registers the account with Muster over REST. Registration is a PUT: applying twice
# changes nothing, and a change of the role or the regions replaces the registration. terraform destroy takes the role away and
# leaves the registration, whose scans fail from then on: DELETE /api/v1/accounts/{accountId} first (docs/rest.md).

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "muster_url" {
  description = "Where Muster is."
  type        = string
}

variable "hub_role_arn" {
  description = "The role of Muster's pods: the output role_arn of deploy/aws/terraform/hub."
  type        = string
}

variable "external_id" {
  description = "What Muster sends along when it assumes the member role."
  type        = string
  sensitive   = true
}

variable "name" {
  description = "The account's name in Muster."
  type        = string
}

variable "regions" {
  description = "The regions to scan; every enabled one where there is none."
  type        = list(string)
  default     = []
}

variable "schedule" {
  description = "When the account is scanned."
  type        = string
  default     = "every 6h"
}

data "aws_caller_identity" "current" {}

module "member" {
  source = "../../deploy/aws/terraform/member"

  hub_role_arn = var.hub_role_arn
  external_id  = var.external_id
}

locals {
  registration = jsonencode({
    name       = var.name
    roleArn    = module.member.role_arn
    externalId = var.external_id
    regions    = var.regions
    schedule   = var.schedule
  })
}

# The token of a caller with the role admin is taken from the environment (MUSTER_TOKEN), and stays out of the state.
resource "terraform_data" "registration" {
  triggers_replace = sha256(local.registration)

  provisioner "local-exec" {
    command = "sh ${path.module}/register.sh"

    environment = {
      MUSTER_URL   = var.muster_url
      ACCOUNT_ID   = data.aws_caller_identity.current.account_id
      REGISTRATION = local.registration
    }
  }
}

output "account_id" {
  description = "The account that is registered."
  value       = data.aws_caller_identity.current.account_id
  depends_on  = [terraform_data.registration]
}
