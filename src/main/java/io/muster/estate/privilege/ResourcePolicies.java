package io.muster.estate.privilege;

import java.util.Set;

/**
 * The services whose resources may have policies of their own, which are not read: within an account, such a policy may grant a role what the role's
 * own policies do not, and deny what they allow.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html">IAM User Guide, AWS services
 *     that work with IAM, "Resource-based policies"</a>
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>, whose actions such as {@code PutResourcePolicy} and {@code PutResolverRulePolicy} tell which
 */
final class ResourcePolicies {

    private static final Set<String> SERVICES = Set.of(
            "acm-pca",
            "aiops",
            "aps",
            "aws-marketplace",
            "backup",
            "bedrock",
            "bedrock-agentcore",
            "cleanrooms-ml",
            "cloudhsm",
            "cloudtrail",
            "codeartifact",
            "codebuild",
            "codeguru-profiler",
            "comprehend",
            "dsql",
            "dynamodb",
            "ecr",
            "ecr-public",
            "elasticfilesystem",
            "entityresolution",
            "es",
            "events",
            "execute-api",
            "glacier",
            "glue",
            "kafka",
            "kinesis",
            "imagebuilder",
            "lambda",
            "lex",
            "logs",
            "lookoutequipment",
            "mediapackagev2",
            "mediastore",
            "mediatailor",
            "network-firewall",
            "networkmanager",
            "oam",
            "omics",
            "organizations",
            "osis",
            "payment-cryptography",
            "qbusiness",
            "redshift",
            "redshift-serverless",
            "refactor-spaces",
            "rekognition",
            "rum",
            "route53resolver",
            "s3",
            "s3-object-lambda",
            "s3-outposts",
            "s3express",
            "s3files",
            "s3tables",
            "s3vectors",
            "sagemaker",
            "schemas",
            "secretsmanager",
            "serverlessrepo",
            "ses",
            "signer",
            "sms-voice",
            "sns",
            "sqs",
            "ssm",
            "ssm-contacts",
            "ssm-incidents",
            "vpc-lattice",
            "vpc-lattice-svcs",
            "xray");

    private ResourcePolicies() {}

    /** Whether the request is about a resource that may have one. */
    static boolean mayDecide(Request request) {
        return SERVICES.contains(request.service()) && !request.resource().equals("*");
    }
}
