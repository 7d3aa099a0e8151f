variable "hub_role_arn" {
  description = "The role of Muster's pods, which must exist. It alone may assume the role."
  type        = string
}

variable "external_id" {
  description = "What Muster sends along when it assumes the role; registered with the account."
  type        = string

  validation {
    condition     = length(var.external_id) >= 6
    error_message = "The external id has six characters or more."
  }
}

variable "role_name" {
  description = "The same in all accounts; the hub role may assume this name only."
  type        = string
  default     = "muster-reader"
}
