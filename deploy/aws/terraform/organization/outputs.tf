output "role_arn" {
  description = "For muster.organization.role-arn; the external id goes into muster.organization.external-id."
  value       = module.reader.role_arn
}
