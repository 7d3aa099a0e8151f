package io.muster.estate.privilege;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Requests to pass a role to a service.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html">IAM User Guide, grant permissions to pass a
 *     role</a>
 */
final class Passing {

    static final String ACTION = "iam:PassRole";

    /** The service that takes a role by an instance profile alone, see "Use an IAM role to grant permissions to applications on EC2". */
    static final String TO_INSTANCES = "ec2.amazonaws.com";

    private static final String SERVICE = "iam:passedtoservice";

    /**
     * Services that assume a role by one name and are named by another one where it is passed. AWS has two such names of App Runner, one in the
     * reference and one in the managed policy AWSAppRunnerFullAccess; so of the canaries of Synthetics, of which CloudWatchSyntheticsFullAccess allows
     * both, as they are functions of Lambda besides.
     *
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
     *     Authorization Reference</a>, the values of {@code iam:PassedToService} by operation
     */
    private static final Map<String, List<String>> ALIASES = Map.of(
            "credentials.iot.amazonaws.com",
            List.of("iot.amazonaws.com"),
            "synthetics.amazonaws.com",
            List.of("lambda.amazonaws.com", "synthetics.amazonaws.com"),
            "tasks.apprunner.amazonaws.com",
            List.of("tasks.apprunner.amazonaws.com", "apprunner.amazonaws.com", "bullet.amazonaws.com"));

    private Passing() {}

    /**
     * The request to pass a role to the service.
     *
     * @param target  the ARN of the role that is passed, or a pattern
     * @param service as {@code ec2.amazonaws.com} in every partition; in China's, some services have names of their own
     */
    static Request to(RolePrivileges role, String target, String service) {
        Request request = role.request(ACTION, target);
        return new Request(ACTION, target, request.facts().with(SERVICE, named(role, service)));
    }

    private static Fact named(RolePrivileges role, String service) {
        Stream<String> names = ALIASES.getOrDefault(service, List.of(service)).stream();
        return Fact.either(
                (role.partition().equals("aws-cn") ? names.flatMap(name -> Stream.of(name, name + ".cn")) : names)
                        .distinct()
                        .toList());
    }

    /** The request to pass a role to a service and for a resource that no policy names but by wildcards. */
    static Request toUnnamed(RolePrivileges role, String target) {
        String any = RolePrivileges.ANY_NAME;
        Fact resource = Fact.of("arn:" + role.partition() + ":" + any + ":" + any + ":" + any + ":" + any);
        Request request = role.request(ACTION, target);
        return new Request(
                ACTION,
                target,
                request.facts()
                        .with(SERVICE, named(role, any + ".amazonaws.com"))
                        .with("iam:associatedresourcearn", resource));
    }
}
