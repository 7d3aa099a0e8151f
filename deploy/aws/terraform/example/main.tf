# The hub account with its cluster, and one member account. Each further account is a provider and a module more.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "payments"
  region = "eu-central-1"

  assume_role {
    role_arn = "arn:aws:iam::444444444444:role/provisioning"
  }
}

variable "external_id" {
  description = "What Muster sends along when it assumes a member role."
  type        = string
  sensitive   = true
}

module "hub" {
  source = "../hub"

  oidc_provider_arn = "arn:aws:iam::111111111111:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE"
}

# Muster scans the hub's own account by a member role too.
module "member_hub" {
  source = "../member"

  hub_role_arn = module.hub.role_arn
  external_id  = var.external_id
}

module "member_payments" {
  source = "../member"

  providers = {
    aws = aws.payments
  }

  hub_role_arn = module.hub.role_arn
  external_id  = var.external_id
}

output "role_arns" {
  description = "What the accounts are registered with."
  value       = [module.member_hub.role_arn, module.member_payments.role_arn]
}
