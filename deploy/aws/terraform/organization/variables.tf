variable "hub_role_arn" {
  description = "The role of Muster's pods, which must exist. It alone may assume the roles."
  type        = string
}

variable "external_id" {
  description = "What Muster sends along when it assumes the roles."
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

variable "organizational_unit_ids" {
  description = "The root (r-...) for every account, or units; accounts in them get the role."
  type        = list(string)
}

variable "call_as" {
  description = "SELF in the management account, DELEGATED_ADMIN in that of a delegated administrator."
  type        = string
  default     = "SELF"
}
