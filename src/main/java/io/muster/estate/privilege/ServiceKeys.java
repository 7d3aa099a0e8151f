package io.muster.estate.privilege;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The condition keys of single services. Requests to other services do not have such a key, nor, of some keys of IAM, do requests for other
 * actions of IAM. For services that are not listed here, nothing is said.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>
 */
final class ServiceKeys {

    /** Services with keys that only requests to themselves have. */
    private static final Set<String> OWNERS = Set.of(
            "cloudformation",
            "dynamodb",
            "ec2",
            "iam",
            "kms",
            "organizations",
            "rds",
            "s3",
            "secretsmanager",
            "ssm",
            "sts");

    /** Services without keys of their own here; requests to them have no keys of the owners. */
    private static final Set<String> STRANGERS = Set.of("lambda", "sns", "sqs");

    /** Keys of the session that makes the request, which any request has. */
    private static final Set<String> OF_SESSIONS =
            Set.of("ec2:sourceinstancearn", "ec2:roledelivery", "ssm:sourceinstancearn");

    private static final Set<String> PASSING = Set.of("iam:passrole");

    /** Keys of IAM that only requests for some actions of IAM have, with these actions. */
    private static final Map<String, Set<String>> OF_ACTIONS = Map.of(
            "iam:associatedresourcearn", PASSING,
            "iam:passedtoservice", PASSING,
            "iam:awsservicename", Set.of("iam:createservicelinkedrole"),
            "iam:policyarn",
                    Set.of(
                            "iam:attachgrouppolicy",
                            "iam:attachrolepolicy",
                            "iam:attachuserpolicy",
                            "iam:detachgrouppolicy",
                            "iam:detachrolepolicy",
                            "iam:detachuserpolicy"),
            "iam:permissionsboundary",
                    Set.of(
                            "iam:attachrolepolicy",
                            "iam:attachuserpolicy",
                            "iam:createrole",
                            "iam:createuser",
                            "iam:deleterolepermissionsboundary",
                            "iam:deleterolepolicy",
                            "iam:deleteuserpermissionsboundary",
                            "iam:deleteuserpolicy",
                            "iam:detachrolepolicy",
                            "iam:detachuserpolicy",
                            "iam:putrolepermissionsboundary",
                            "iam:putrolepolicy",
                            "iam:putuserpermissionsboundary",
                            "iam:putuserpolicy"));

    private static final Fact OF_NO_AGENT_SERVER = Fact.either(Fact.ABSENT, Fact.of("false"));

    private ServiceKeys() {}

    /**
     * Whether a request for the action has no such key.
     *
     * @param key in lower case
     */
    static boolean isAbsent(String key, String action) {
        String asked = action.toLowerCase(Locale.ROOT);
        Set<String> telling = OF_ACTIONS.get(key);
        if (telling != null && service(asked).equals("iam")) {
            return !telling.contains(asked);
        }
        String owner = service(key);
        String service = service(asked);
        return OWNERS.contains(owner)
                && !OF_SESSIONS.contains(key)
                && !owner.equals(service)
                && (OWNERS.contains(service) || STRANGERS.contains(service))
                && !(service.equals("sts") && key.startsWith("iam" + Facts.RESOURCE_TAG));
    }

    /**
     * What tells whether the action is one of a server of AWS for agents: a service of its own, but for that of Partner Central. What such
     * a server asks of others is none.
     */
    static Fact ofAgentServers(String action) {
        String service = service(action.toLowerCase(Locale.ROOT));
        return service.contains("mcp") || service.equals("partnercentral") ? Fact.UNKNOWN : OF_NO_AGENT_SERVER;
    }

    private static String service(String name) {
        return name.substring(0, Math.max(0, name.indexOf(':')));
    }
}
