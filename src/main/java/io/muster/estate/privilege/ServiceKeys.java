package io.muster.estate.privilege;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The condition keys that services have of their own, as far as it is known which requests do not tell them: those to other services, and those for
 * other actions of IAM. Of services that are not named here, nothing is told.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>
 */
final class ServiceKeys {

    /** Those that have keys which requests to themselves alone tell. */
    private static final Set<String> OWNERS = Set.of(
            "cloudformation", "dynamodb", "ec2", "iam", "kms", "organizations", "rds", "s3", "secretsmanager", "sts");

    /** Requests to these tell no keys of the others, but those to STS the tags of roles. */
    private static final Set<String> STRANGERS = Set.of("lambda", "sns", "sqs");

    /** Of the session that asks, whatever it asks for. */
    private static final Set<String> OF_SESSIONS = Set.of("ec2:sourceinstancearn", "ec2:roledelivery");

    private static final Set<String> PASSING = Set.of("iam:passrole");

    /** The actions that tell a key of IAM, which others do not. */
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
                && !(service.equals("sts") && key.startsWith("iam" + RoleSession.RESOURCE_TAG));
    }

    private static String service(String name) {
        return name.substring(0, Math.max(0, name.indexOf(':')));
    }
}
