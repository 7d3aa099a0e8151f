package io.muster.estate.privilege;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Actions that AWS does not allow by any policy: its managed policies and the aliases of its keys are not changed by its customers, nor are
 * the roles that belong to a service or to IAM Identity Center, the latter of which cannot be passed either; identities are managed from
 * their own account alone; sessions of roles get no credentials that are a user's to ask for. A role that belongs to a service is passed to
 * that, as to Auto Scaling.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html">IAM User Guide,
 *     service-linked roles</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html">KMS API Reference, CreateAlias</a>
 */
final class AwsLimits {

    /** No policy takes it away, see the STS API Reference. */
    static final String ALWAYS_ALLOWED = "sts:getcalleridentity";

    /** See the IAM User Guide, compare AWS STS credentials. */
    private static final Set<String> OF_USERS = Set.of("sts:getsessiontoken", "sts:getfederationtoken");

    private static final Set<String> OF_POLICIES = Set.of(
            "iam:createpolicy",
            "iam:createpolicyversion",
            "iam:setdefaultpolicyversion",
            "iam:deletepolicy",
            "iam:deletepolicyversion",
            "iam:tagpolicy",
            "iam:untagpolicy");

    private static final Set<String> OF_ROLES = Set.of(
            "iam:addroletoinstanceprofile",
            "iam:attachrolepolicy",
            "iam:createrole",
            "iam:deleterole",
            "iam:deleterolepermissionsboundary",
            "iam:deleterolepolicy",
            "iam:detachrolepolicy",
            "iam:putrolepermissionsboundary",
            "iam:putrolepolicy",
            "iam:updateassumerolepolicy",
            "iam:updaterole");

    /** Not so of roles that belong to a service, whose description and deletion are their account's matter. */
    private static final Set<String> OF_RESERVED_ROLES = Set.of(
            "iam:createservicelinkedrole",
            "iam:deleteservicelinkedrole",
            "iam:passrole",
            "iam:tagrole",
            "iam:untagrole",
            "iam:updateroledescription");

    private static final Set<String> OF_ALIASES = Set.of("kms:createalias", "kms:deletealias", "kms:updatealias");

    private static final String LINKED = ":role/aws-service-role/";

    private AwsLimits() {}

    /** Whether the role belongs to a service: no policy of the organization bounds it. */
    static boolean isServiceLinked(String roleArn) {
        return roleArn.contains(LINKED);
    }

    /** The ARNs of the roles that belong to the service. */
    static String linkedTo(String service, String partition, String account) {
        return "arn:" + partition + ":iam::" + account + LINKED + service + "/*";
    }

    /** Whether no role can do it, as it takes the long-term credentials of a user. */
    static boolean isOfUsersAlone(String action) {
        return OF_USERS.contains(action.toLowerCase(Locale.ROOT));
    }

    /** Why the request cannot succeed. */
    static Optional<String> against(Request request, String account) {
        if (isOfUsersAlone(request.action())) {
            return Optional.of("only users and the root user can call it, not the session of a role");
        }
        if (OF_ALIASES.contains(request.action()) && request.resource().contains(":alias/aws/")) {
            return Optional.of("AWS keeps the aliases of its own keys");
        }
        if (!request.service().equals("iam") && !request.action().equals(Trust.ASSUME)) {
            return Optional.empty();
        }
        String[] arn = request.resource().split(":", 6);
        if (arn.length < 6 || !arn[2].equals("iam")) {
            return Optional.empty();
        }
        boolean linked = arn[5].startsWith("role/aws-service-role/");
        if (arn[4].equals("aws") && OF_POLICIES.contains(request.action())) {
            return Optional.of("AWS keeps the policy: it cannot be changed");
        }
        if (linked && request.action().equals("sts:assumerole")) {
            return Optional.of("only its service assumes a service-linked role");
        }
        boolean reserved = arn[5].startsWith("role/aws-reserved/");
        if ((linked || reserved) && OF_ROLES.contains(request.action())) {
            return Optional.of("AWS keeps the role: it is not changed");
        }
        if (reserved && OF_RESERVED_ROLES.contains(request.action())) {
            return Optional.of("IAM Identity Center keeps the role: it is neither changed nor passed");
        }
        boolean elsewhere = !arn[4].isEmpty() && !arn[4].equals("aws") && !arn[4].equals(account);
        return elsewhere && request.service().equals("iam")
                ? Optional.of("identities are managed from their own account alone")
                : Optional.empty();
    }
}
