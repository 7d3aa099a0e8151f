output "role_arn" {
  description = "For the ServiceAccount's annotation or the Pod Identity association, and for the member roles."
  value       = aws_iam_role.hub.arn
}
