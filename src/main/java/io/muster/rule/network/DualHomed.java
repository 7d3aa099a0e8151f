package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.Reach;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts subnets and VPCs, not interfaces: several interfaces in similar subnets connect nothing new. */
@Singleton
class DualHomed extends InstanceRule {

    /** Interfaces that EKS and ECS hang on a host for their pods and tasks. */
    private static final Set<String> OF_CONTAINERS = Set.of("trunk", "branch");

    /**
     * The beginning of the keys by which the VPC CNI of Kubernetes tags the interfaces that it makes for pods, as a rule in subnets of their own.
     *
     * @see <a href="https://docs.aws.amazon.com/eks/latest/best-practices/custom-networking.html">Amazon EKS, custom networking</a>
     */
    private static final String OF_PODS = "node.k8s.amazonaws.com/";

    DualHomed() {
        super(
                new RuleMetadata(
                        "ec2-dual-homed-across-zones",
                        "Instance bridges networks that are kept apart",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.INSTANCE,
                        "With interfaces in a public and a private subnet, or in several VPCs, the instance is a way around"
                                + " the routes and network ACLs between them.",
                        "Give the instance interfaces in one zone only, and lead traffic between zones over routes that are"
                                + " filtered.",
                        List.of(
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-17"),
                        List.of(Control.fsbp("EC2.17"))),
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    public String version() {
        return "8";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Reach.KINDS;
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        List<Resource<NetworkInterface>> interfaces = Interfaces.of(estate).ofInstance(resource.resourceId()).stream()
                .filter(eni -> !ofContainers(eni))
                .toList();
        if (told(interfaces, NetworkInterface::vpcId).size() > 1) {
            return bridge("The instance has interfaces in several VPCs.", interfaces, estate);
        }
        List<Resource<NetworkInterface>> placed = interfaces.stream()
                .filter(eni -> eni.attributes().subnetId() != null)
                .toList();
        Set<Reachable> zones =
                placed.stream().map(Reach.of(estate)::inPublicSubnet).collect(Collectors.toSet());
        if (zones.contains(Reachable.YES) && zones.contains(Reachable.NO)) {
            return bridge("The instance has interfaces in public and in private subnets.", interfaces, estate);
        }
        if (interfaces.size() > 1 && placed.size() < interfaces.size()) {
            return Verdict.unknown("AWS does not tell the subnet of an interface of this instance");
        }
        if (told(interfaces, NetworkInterface::subnetId).size() < 2) {
            return Verdict.pass();
        }
        return zones.contains(Reachable.UNKNOWN)
                ? Verdict.unknown("not known: whether each of its subnets has a way to the internet")
                : Verdict.pass();
    }

    private static boolean ofContainers(Resource<NetworkInterface> eni) {
        return OF_CONTAINERS.contains(String.valueOf(eni.attributes().interfaceType()))
                || eni.tags().keySet().stream().anyMatch(key -> key.startsWith(OF_PODS));
    }

    private static Set<String> told(
            List<Resource<NetworkInterface>> interfaces, Function<NetworkInterface, String> part) {
        return interfaces.stream()
                .map(Resource::attributes)
                .map(part)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private Verdict bridge(String message, List<Resource<NetworkInterface>> interfaces, Estate estate) {
        List<Map<String, Object>> facts = interfaces.stream()
                .map(eni -> Evidence.of("networkInterfaceId", eni.resourceId())
                        .and("vpcId", eni.attributes().vpcId())
                        .and("subnetId", eni.attributes().subnetId())
                        .and(
                                "publicSubnet",
                                Reach.of(estate).inPublicSubnet(eni).name())
                        .facts())
                .toList();
        return fail(message, Evidence.of("networkInterfaces", facts).facts());
    }
}
