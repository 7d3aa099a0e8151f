package io.muster.estate.privilege;

import java.util.Set;

/**
 * The services whose resources may have policies of their own, which are not read: within an account, such a policy may grant a role what the role's
 * own policies do not, and deny what they allow.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html">IAM User Guide, AWS services
 *     that work with IAM, "Resource-based policies"</a>
 */
final class ResourcePolicies {

    private static final Set<String> SERVICES = Set.of(
            "acm-pca",
            "backup",
            "codeartifact",
            "codebuild",
            "dynamodb",
            "ecr",
            "elasticfilesystem",
            "es",
            "events",
            "execute-api",
            "glacier",
            "glue",
            "kinesis",
            "lambda",
            "lex",
            "logs",
            "s3",
            "s3express",
            "s3tables",
            "schemas",
            "secretsmanager",
            "serverlessrepo",
            "ses",
            "sns",
            "sqs",
            "vpc-lattice-svcs");

    private ResourcePolicies() {}

    /** Whether the request is about a resource that may have one. */
    static boolean mayDecide(Request request) {
        return SERVICES.contains(request.service()) && !request.resource().equals("*");
    }
}
