package io.muster.demo;

import java.util.List;

/** The managed policies that are in use in an account. */
enum DemoPolicy {
    ADMINISTRATOR("AdministratorAccess", true, Policies.document(List.of(Policies.allow("Action", "*", "*")))),
    SSM_CORE(
            "AmazonSSMManagedInstanceCore",
            true,
            Policies.document(List.of(
                    Policies.allow(
                            "Action",
                            "*",
                            "ssm:DescribeAssociation",
                            "ssm:GetDeployablePatchSnapshotForInstance",
                            "ssm:GetDocument",
                            "ssm:DescribeDocument",
                            "ssm:GetManifest",
                            "ssm:GetParameter",
                            "ssm:GetParameters",
                            "ssm:ListAssociations",
                            "ssm:ListInstanceAssociations",
                            "ssm:PutInventory",
                            "ssm:PutComplianceItems",
                            "ssm:PutConfigurePackageResult",
                            "ssm:UpdateAssociationStatus",
                            "ssm:UpdateInstanceAssociationStatus",
                            "ssm:UpdateInstanceInformation"),
                    Policies.allow("Action", "*", "ssmmessages:*"),
                    Policies.allow("Action", "*", "ec2messages:*")))),
    /** Its first version, no longer the default, was an administrator's. */
    WEB_ASSETS(
            "web-assets-read",
            false,
            Policies.document(List.of(Policies.allow("Action", "arn:aws:s3:::web-assets/*", "s3:GetObject")))),
    BOUNDARY("team-boundary", false, Policies.document(List.of(Policies.allow("Action", "*", "s3:*", "logs:*"))));

    private final String policyName;
    private final boolean awsManaged;
    private final String document;

    DemoPolicy(String policyName, boolean awsManaged, String document) {
        this.policyName = policyName;
        this.awsManaged = awsManaged;
        this.document = document;
    }

    String policyName() {
        return policyName;
    }

    boolean awsManaged() {
        return awsManaged;
    }

    /** As IAM sends it. */
    String document() {
        return document;
    }

    String arn(String accountId) {
        return "arn:aws:iam::" + (awsManaged ? "aws" : accountId) + ":policy/" + policyName;
    }
}
