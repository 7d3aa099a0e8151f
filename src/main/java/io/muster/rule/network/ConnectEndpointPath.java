package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.reach.GuardedWays;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.KnownStates;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The endpoint is better than a bastion; it is reported because it is a path that neither routes nor public addresses show. The
 * severity is higher where roles may open a tunnel through any endpoint of the account.
 */
@Singleton
class ConnectEndpointPath extends RecordRule<InstanceConnectEndpoint> {

    private static final String OPEN_TUNNEL = "ec2-instance-connect:OpenTunnel";

    ConnectEndpointPath() {
        super(
                new RuleMetadata(
                        "ec2-instance-connect-endpoint-path",
                        "Instance Connect Endpoint gives a path to private instances by IAM alone",
                        Severity.LOW,
                        Area.NETWORK,
                        ResourceKind.INSTANCE_CONNECT_ENDPOINT,
                        "A principal that IAM lets open a tunnel reaches SSH and RDP of the instances from anywhere on the internet,"
                                + " though they have no public address.",
                        "Limit ec2-instance-connect:OpenTunnel to the endpoint, port and addresses that are needed by"
                                + " conditions, and admit the endpoint's security group in those instances' groups alone.",
                        List.of(
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/permissions-for-ec2-instance-connect-endpoint.html"),
                        List.of()),
                InstanceConnectEndpoint.class,
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.SECURITY_GROUP);
    }

    @Override
    public String version() {
        return "6";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.PREFIX_LIST, ResourceKind.ROLE);
    }

    @Override
    public Verdict judge(Resource<InstanceConnectEndpoint> resource, Estate estate) {
        InstanceConnectEndpoint endpoint = resource.attributes();
        if (foreign(resource, endpoint.ownerId())) {
            return Verdict.notApplicable();
        }
        if (!KnownStates.INSTANCE_CONNECT_ENDPOINT.hold(endpoint.state())) {
            return Verdict.unknown("AWS did not tell the state of the endpoint");
        }
        if (!GuardedWays.isMade(endpoint)) {
            return Verdict.notApplicable();
        }
        return endpoint.vpcId() == null
                ? Verdict.unknown("AWS did not tell the VPC of the endpoint")
                : paths(resource, ConnectEndpointSource.of(resource, estate), estate);
    }

    private Verdict paths(Resource<InstanceConnectEndpoint> resource, ConnectEndpointSource source, Estate estate) {
        Map<Certainty, Set<String>> instances = Interfaces.of(estate)
                .inVpc(resource.attributes().vpcId())
                .stream()
                .filter(eni -> eni.attributes().instanceId() != null)
                .collect(Collectors.groupingBy(
                        eni -> source.reaches(eni, estate),
                        Collectors.mapping(
                                eni -> eni.attributes().instanceId(), Collectors.toCollection(LinkedHashSet::new))));
        if (instances.containsKey(Certainty.YES)) {
            return open(resource, List.copyOf(instances.get(Certainty.YES)), estate);
        }
        return instances.containsKey(Certainty.POSSIBLE)
                ? Verdict.unknown("a source that the groups of the instances admit, the address that they see, or what"
                        + " the groups of the endpoint let out is not known")
                : Verdict.pass();
    }

    private Verdict open(Resource<InstanceConnectEndpoint> resource, List<String> reached, Estate estate) {
        List<String> roles = rolesWithTunnels(estate);
        return Verdict.fail(
                roles.isEmpty() ? metadata().severity() : Severity.MEDIUM,
                "The endpoint leads to SSH or RDP of " + reached.size() + " private instances"
                        + (roles.isEmpty() ? "." : ", and roles may open tunnels through any endpoint of the account."),
                Evidence.of("instanceConnectEndpointId", resource.resourceId())
                        .and("vpcId", resource.attributes().vpcId())
                        .and("preserveClientIp", resource.attributes().preserveClientIp())
                        .andFirst("instanceIds", reached)
                        .and("instanceCount", reached.size())
                        .and("rolesWithTunnels", roles.isEmpty() ? null : roles)
                        .facts());
    }

    /** The known roles that may open tunnels; unknown ones are ignored, because roles can only raise the severity. */
    private static List<String> rolesWithTunnels(Estate estate) {
        return estate.stored(Role.class).stream()
                .filter(estate::current)
                .filter(role ->
                        RolePrivileges.of(role, estate).allows(OPEN_TUNNEL, anyEndpoint(estate)) == Certainty.YES)
                .map(Resource::arn)
                .filter(Objects::nonNull)
                .sorted()
                .limit(Evidence.MOST)
                .toList();
    }

    /** An ARN that only a pattern for all endpoints matches. */
    private static String anyEndpoint(Estate estate) {
        return estate.scope().arn(ResourceKind.INSTANCE_CONNECT_ENDPOINT, "~any~");
    }
}
