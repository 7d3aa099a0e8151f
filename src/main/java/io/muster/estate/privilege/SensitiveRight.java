package io.muster.estate.privilege;

import java.util.List;

/**
 * A right that tells roles apart.
 *
 * @param actions  one of these is enough
 * @param resource those of a type, with the partition and the account to be filled in
 * @param every    the ARNs that together stand for every one of these, in some region
 */
record SensitiveRight(List<String> actions, String resource, List<String> every) {

    static final SensitiveRight ASSUMING = of("sts:AssumeRole", "arn:%1$s:iam::*:role/*");

    static final List<SensitiveRight> ALL = List.of(
            of("s3:GetObject", "arn:%1$s:s3:::*/*"),
            of("s3:PutObject", "arn:%1$s:s3:::*/*"),
            of("s3:DeleteObject", "arn:%1$s:s3:::*/*"),
            of("s3:PutBucketPolicy", "arn:%1$s:s3:::*"),
            of("secretsmanager:GetSecretValue", "arn:%1$s:secretsmanager:*:%2$s:secret:*"),
            of(
                    "ssm:GetParameter ssm:GetParameters ssm:GetParametersByPath ssm:GetParameterHistory",
                    "arn:%1$s:ssm:*:%2$s:parameter/*"),
            of("ssm:SendCommand", "arn:%1$s:ec2:*:%2$s:instance/*"),
            of("ssm:StartSession", "arn:%1$s:ec2:*:%2$s:instance/*"),
            of(
                    "dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:Scan dynamodb:PartiQLSelect",
                    "arn:%1$s:dynamodb:*:%2$s:table/*"),
            of("dynamodb:PutItem", "arn:%1$s:dynamodb:*:%2$s:table/*"),
            of("kms:Decrypt", "arn:%1$s:kms:*:%2$s:key/*"),
            of("ec2:ModifySnapshotAttribute", "arn:%1$s:ec2:*::snapshot/*"),
            ofNew("ec2:RunInstances", "arn:%1$s:ec2:*:%2$s:instance/*"),
            of("ec2:TerminateInstances", "arn:%1$s:ec2:*:%2$s:instance/*"),
            of("ec2:AuthorizeSecurityGroupIngress", "arn:%1$s:ec2:*:%2$s:security-group/*"),
            of("ebs:GetSnapshotBlock", "arn:%1$s:ec2:*::snapshot/*"),
            of("lambda:UpdateFunctionCode", "arn:%1$s:lambda:*:%2$s:function:*"),
            of("lambda:InvokeFunction", "arn:%1$s:lambda:*:%2$s:function:*"),
            of("rds:ModifyDBInstance", "arn:%1$s:rds:*:%2$s:db:*"),
            of("rds-db:connect", "arn:%1$s:rds-db:*:%2$s:dbuser:*/*"),
            of("elasticfilesystem:ClientMount", "arn:%1$s:elasticfilesystem:*:%2$s:file-system/*"),
            of("cloudformation:UpdateStack", "arn:%1$s:cloudformation:*:%2$s:stack/*/*"),
            of("cloudtrail:StopLogging", "arn:%1$s:cloudtrail:*:%2$s:trail/*"),
            of("logs:DeleteLogGroup", "arn:%1$s:logs:*:%2$s:log-group:*"),
            of("iam:PassRole", "arn:%1$s:iam::%2$s:role/*"),
            of("iam:CreateAccessKey", "arn:%1$s:iam::%2$s:user/*"),
            of("iam:PutRolePolicy", "arn:%1$s:iam::%2$s:role/*"),
            of("iam:AttachRolePolicy", "arn:%1$s:iam::%2$s:role/*"),
            of("iam:UpdateAssumeRolePolicy", "arn:%1$s:iam::%2$s:role/*"),
            of("iam:CreatePolicyVersion", "arn:%1$s:iam::%2$s:policy/*"),
            ASSUMING,
            of("organizations:MoveAccount", "arn:%1$s:organizations::*:account/*"));

    private static final int PARTS = 6;

    private static SensitiveRight of(String actions, String resource) {
        return new SensitiveRight(List.of(actions.split(" ", -1)), resource, EveryName.of(resource));
    }

    /** Of resources that the action makes, which have no id yet when it is asked about. */
    private static SensitiveRight ofNew(String action, String resource) {
        String[] arn = resource.split(":", PARTS);
        arn[PARTS - 1] = arn[PARTS - 1].replace("*", RolePrivileges.ANY_NAME);
        return new SensitiveRight(List.of(action), resource, List.of(String.join(":", arn)));
    }

    /** Whether the role has it over some resource of its account. */
    Certainty overSome(RolePrivileges role) {
        return heldBy(role, resource);
    }

    /** Whether the role has it over every resource of the type, in some region at least. */
    Certainty overAll(RolePrivileges role) {
        Certainty held = Certainty.YES;
        for (String name : every) {
            held = held == Certainty.NO ? held : held.and(heldBy(role, name));
        }
        return held;
    }

    private Certainty heldBy(RolePrivileges role, String pattern) {
        Certainty held = Certainty.NO;
        for (String action : actions) {
            held = held == Certainty.YES ? held : held.or(heldBy(role, action, pattern));
        }
        return held;
    }

    /**
     * Whether the role has the right on some resource. Facts that hold for every resource of the account hold for the
     * one that is asked about.
     */
    private Certainty heldBy(RolePrivileges role, String action, String pattern) {
        if (!role.policies().grantsAnything(action)) {
            return Certainty.NO;
        }
        String asked = filled(role, pattern);
        Facts facts = role.request(action, filled(role, every.get(0))).facts();
        return SomeResource.of(role, asked, List.of(new Request(action, asked, facts)));
    }

    private static String filled(RolePrivileges role, String pattern) {
        return pattern.formatted(role.partition(), role.accountId());
    }
}
