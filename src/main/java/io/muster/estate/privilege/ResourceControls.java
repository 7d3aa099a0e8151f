package io.muster.estate.privilege;

import java.util.List;
import java.util.Set;

/**
 * The resource control policies that bind the resources of an account. They only deny, and concern requests on a resource, to services that
 * support them: AWS adds to these, so that a policy which names another one may be in force.
 *
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html">AWS Organizations User Guide,
 *     resource control policies</a>
 */
record ResourceControls(Layer policies) {

    static final ResourceControls NONE = new ResourceControls(new Layer(List.of()));

    /** See "List of AWS services that support RCPs". */
    private static final Set<String> SERVICES = Set.of(
            "aoss",
            "appconfig",
            "appstream",
            "autoscaling",
            "autoscaling-plans",
            "budgets",
            "clouddirectory",
            "cloudfront",
            "cloudsearch",
            "cloudtrail-data",
            "codeartifact",
            "codebuild",
            "codecommit",
            "codepipeline",
            "cognito-identity",
            "cognito-idp",
            "comprehend",
            "comprehendmedical",
            "compute-optimizer",
            "cost-optimization-hub",
            "dax",
            "dsql",
            "dynamodb",
            "ecr",
            "ecr-public",
            "events",
            "firehose",
            "fis",
            "fms",
            "gamelift",
            "health",
            "inspector-scan",
            "kendra",
            "kinesisvideo",
            "kms",
            "logs",
            "memorydb",
            "networkmonitor",
            "notifications",
            "opensearch",
            "pca-connector-ad",
            "personalize",
            "polly",
            "pricing",
            "resource-groups",
            "rolesanywhere",
            "s3",
            "secretsmanager",
            "servicediscovery",
            "signin",
            "sqs",
            "sts",
            "support",
            "swf",
            "textract",
            "timestream-influxdb",
            "transcribe",
            "transfer",
            "translate",
            "wafv2",
            "workspaces",
            "xray");

    /** See "Resources and entities not restricted by RCPs". */
    private static final String NEVER_BOUND = "kms:retiregrant";

    /** Whether each of those that may bind the request could be read. */
    boolean readable(Request request) {
        return policies.readable() || !SERVICES.contains(request.service());
    }

    /** Whether some policy denies the request; what cannot be read possibly does. */
    Certainty denies(Request request) {
        Certainty denied = readable(request) ? Certainty.NO : Certainty.POSSIBLE;
        for (Statement statement : policies.about(request.action()).denying()) {
            Certainty bound = binds(statement, request);
            denied = denied.or(bound == Certainty.NO ? bound : bound.and(statement.appliesToResource(request)));
        }
        return denied;
    }

    /** The statements that deny its action on something, as far as they are in force with at least that certainty. */
    List<Statement> denials(Request request, Certainty least) {
        return policies.about(request.action()).denying().stream()
                .filter(statement -> binds(statement, request).compareTo(least) >= 0)
                .toList();
    }

    /** Whether the policy is in force for the request, which names no resource where its action knows none. */
    private static Certainty binds(Statement statement, Request request) {
        String service = request.service();
        if (request.action().equals(NEVER_BOUND)) {
            return Certainty.NO;
        }
        if (SERVICES.contains(service)) {
            return request.resource().equals("*") ? Certainty.POSSIBLE : Certainty.YES;
        }
        return statement.actions().names(service) ? Certainty.POSSIBLE : Certainty.NO;
    }
}
