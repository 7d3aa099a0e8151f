package io.muster.rule.iam;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.util.List;

/** Systems Manager's parameters are left to the agent's own policy, which reads them: so many roles do that it tells nothing. */
@Singleton
class RoleReadsAllData extends HeldRights {

    RoleReadsAllData() {
        super(
                new RuleMetadata(
                        "iam-instance-role-data-read-wildcard",
                        "Role of an instance can read all secrets, tables or buckets",
                        Severity.HIGH,
                        Area.IAM,
                        ResourceKind.ROLE,
                        "An attacker who runs code on one of the role's instances, or reads its metadata, reads every secret,"
                                + " table or object of the account. All policies count together, with their denials and within"
                                + " the permissions boundary.",
                        "Name the secrets, tables and buckets that the workload reads in Resource, or limit the statement by"
                                + " tags: aws iam put-role-policy, or create-policy-version --set-as-default.",
                        List.of(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
                                "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html"),
                        List.of()),
                "The role may do this to everything of the account:",
                List.of(
                        Group.of("s3:GetObject", "arn:%1$s:s3:::~any~/~any~"),
                        Group.of("secretsmanager:GetSecretValue", "arn:%1$s:secretsmanager:~any~:%2$s:secret:~any~"),
                        Group.of("dynamodb:GetItem", "arn:%1$s:dynamodb:~any~:%2$s:table/~any~"),
                        Group.of("dynamodb:Scan", "arn:%1$s:dynamodb:~any~:%2$s:table/~any~")));
    }
}
