package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.Egress;
import io.muster.estate.reach.Exposed;
import io.muster.estate.reach.Reach;
import io.muster.estate.reach.Reachable;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Only old versions of the agent need {@code ec2messages} as well. Where an instance may reach another network, endpoints may be
 * there: by a transit gateway and private DNS zones, many organizations share them.
 */
@Singleton
class ManagementEndpointMissing extends RecordRule<Vpc> {

    private static final List<String> SERVICES = List.of("ssm", "ssmmessages");

    /**
     * By which the agent talks to Systems Manager.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html">Improve the security of EC2
     *     instances by using VPC endpoints for Systems Manager</a>
     */
    private static final ServiceRange HTTPS = ServiceRange.ports(ServiceRange.TCP, 443, 443);

    ManagementEndpointMissing() {
        super(
                new RuleMetadata(
                        "vpc-endpoint-missing-for-management",
                        "VPC with private instances has no endpoints for Systems Manager",
                        Severity.LOW,
                        Area.NETWORK,
                        ResourceKind.VPC,
                        "An instance that reaches Systems Manager neither over the internet nor by an endpoint is not patched and"
                                + " not watched by it, and its administrators open ports for SSH and RDP instead.",
                        "Create interface endpoints for ssm and ssmmessages in the VPC, with private DNS names, with aws ec2"
                                + " create-vpc-endpoint.",
                        List.of(
                                "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-57"),
                        List.of(Control.fsbp("EC2.57"), Control.cis("7.0", "6.8"))),
                Vpc.class,
                ResourceKind.INSTANCE,
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.VPC_ENDPOINT,
                ResourceKind.ROUTE_TABLE);
    }

    @Override
    public String version() {
        return "13";
    }

    @Override
    public Set<ResourceKind> consults() {
        Set<ResourceKind> kinds = EnumSet.copyOf(Reach.KINDS);
        kinds.addAll(Egress.KINDS);
        kinds.removeAll(needs());
        return kinds;
    }

    @Override
    public Verdict judge(Resource<Vpc> resource, Estate estate) {
        List<Resource<Instance>> instances = instances(resource.resourceId(), estate);
        if (foreign(resource, resource.attributes().ownerId()) || instances.isEmpty()) {
            return Verdict.notApplicable();
        }
        List<String> missing = missing(resource.resourceId(), estate);
        if (missing.isEmpty()) {
            return Verdict.pass();
        }
        List<String> cutOff = new ArrayList<>();
        boolean undecided = false;
        for (Resource<Instance> instance : instances) {
            Reachable out = wayOut(instance.resourceId(), estate);
            undecided |= out == Reachable.UNKNOWN;
            if (out == Reachable.NO) {
                cutOff.add(instance.resourceId());
            }
        }
        if (!cutOff.isEmpty()) {
            return lacking(resource, missing, cutOff);
        }
        return undecided
                ? Verdict.unknown("whether the ways out of instances lead to Systems Manager is not known")
                : Verdict.pass();
    }

    private static List<Resource<Instance>> instances(String vpcId, Estate estate) {
        return estate.all(Instance.class).stream()
                .filter(instance -> vpcId.equals(instance.attributes().vpcId()))
                .filter(instance -> !instance.attributes().state().ended()
                        && !instance.attributes().operatorManaged())
                .toList();
    }

    /** The services without an endpoint in the VPC. */
    private static List<String> missing(String vpcId, Estate estate) {
        return SERVICES.stream()
                .filter(service -> endpoints(vpcId, estate).noneMatch(name -> serves(name, service)))
                .toList();
    }

    private static Stream<String> endpoints(String vpcId, Estate estate) {
        return estate.all(VpcEndpoint.class).stream()
                .map(Resource::attributes)
                .filter(endpoint -> vpcId.equals(endpoint.vpcId())
                        && endpoint.serviceName() != null
                        && "available".equals(lower(String.valueOf(endpoint.state()))))
                .map(VpcEndpoint::serviceName);
    }

    private static boolean serves(String serviceName, String service) {
        return serviceName.endsWith("." + service) || serviceName.endsWith("." + service + "-fips");
    }

    /** By the best of its interfaces; NO only where it is certain that nothing leads out. */
    private static Reachable wayOut(String instanceId, Estate estate) {
        List<Reachable> ways = Interfaces.of(estate).ofInstance(instanceId).stream()
                .flatMap(eni -> Egress.of(estate).ways(eni).stream())
                .filter(way -> !leadsToGatewayEndpoint(way, estate))
                .map(way -> leads(way.exposed()))
                .toList();
        if (ways.contains(Reachable.YES)) {
            return Reachable.YES;
        }
        boolean unseen = ways.contains(Reachable.UNKNOWN)
                || Interfaces.of(estate).ofInstance(instanceId).isEmpty();
        return unseen ? Reachable.UNKNOWN : Reachable.NO;
    }

    /** Whether it leads to Systems Manager by HTTPS, which chosen addresses of the internet need not hold. */
    private static Reachable leads(Exposed destinations) {
        Traffic certain = destinations.certain().within(HTTPS);
        if (Internet.isInternet(certain.peers())) {
            return Reachable.YES;
        }
        return destinations.possible().within(HTTPS).isEmpty() ? Reachable.NO : Reachable.UNKNOWN;
    }

    /** Whether the way leads to a gateway endpoint, which serves one service alone, S3 or DynamoDB. */
    private static boolean leadsToGatewayEndpoint(Egress.Way way, Estate estate) {
        return way.kind() == ResourceKind.VPC_ENDPOINT
                && estate.find(VpcEndpoint.class, way.target())
                        .filter(endpoint -> "gateway"
                                .equals(lower(
                                        String.valueOf(endpoint.attributes().vpcEndpointType()))))
                        .isPresent();
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private Verdict lacking(Resource<Vpc> resource, List<String> missing, List<String> cutOff) {
        return fail(
                "Instances of the VPC have no way out for HTTPS, and the VPC has no endpoint for "
                        + String.join(" and ", missing) + ".",
                Evidence.of("vpcId", resource.resourceId())
                        .and("missingServices", missing)
                        .andFirst("instanceIds", cutOff)
                        .and("instanceCount", cutOff.size())
                        .facts());
    }
}
