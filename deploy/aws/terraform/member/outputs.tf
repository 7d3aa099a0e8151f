output "role_arn" {
  description = "What the account is registered with."
  value       = aws_iam_role.member.arn
}
