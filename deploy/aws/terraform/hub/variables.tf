variable "oidc_provider_arn" {
  description = "For IRSA, the ARN of the cluster's OpenID Connect provider; none for EKS Pod Identity alone."
  type        = string
  default     = null
}

variable "namespace" {
  description = "The namespace of Muster's pods."
  type        = string
  default     = "muster"
}

variable "service_account" {
  description = "The ServiceAccount of Muster's pods."
  type        = string
  default     = "muster"
}

variable "role_name" {
  description = "The name of the role."
  type        = string
  default     = "muster-hub"
}

variable "member_role_name" {
  description = "The name of the role in each account."
  type        = string
  default     = "muster-reader"
}
