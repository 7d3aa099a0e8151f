package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.Workloads;
import io.muster.estate.reach.PublicAddresses;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Members of one Auto Scaling group, stack or cluster count once. */
@Singleton
class SharedGroup extends GroupRule {

    SharedGroup() {
        super(
                new RuleMetadata(
                        "sg-shared-across-workloads",
                        "Security group is shared by different workloads",
                        Severity.LOW,
                        Area.NETWORK,
                        ResourceKind.SECURITY_GROUP,
                        "A rule that one workload needs opens all others that share the group, and worse, an internal"
                                + " one by the rule of a public one. Workloads are told apart by their cluster, Auto"
                                + " Scaling group, stack, Name tag or instance profile.",
                        "Give each workload a group of its own, and let groups name each other. Tag a group of outbound"
                                + " rules that is shared on purpose with " + Baseline.SHARED_GROUP_TAG + " = true.",
                        List.of(
                                RULES_REFERENCE,
                                "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html"),
                        List.of()),
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.INSTANCE);
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.SUBNET);
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        Map<String, List<Resource<Instance>>> workloads = workloads(resource.resourceId(), estate);
        if (workloads.size() < 2 || tolerated(resource)) {
            return Verdict.pass();
        }
        long exposed = workloads.values().stream()
                .flatMap(List::stream)
                .filter(instance -> isPublic(instance, estate))
                .count();
        long members = workloads.values().stream().mapToLong(List::size).sum();
        boolean mixed = exposed > 0 && exposed < members;
        return Verdict.fail(
                mixed ? Severity.MEDIUM : metadata().severity(),
                workloads.size() + " workloads share the group"
                        + (mixed ? ", some of their instances with a public address and some without." : "."),
                Evidence.of("groupId", resource.resourceId())
                        .and("workloads", List.copyOf(workloads.keySet()))
                        .and("instances", members)
                        .and("publicInstances", exposed)
                        .facts());
    }

    private static Map<String, List<Resource<Instance>>> workloads(String groupId, Estate estate) {
        return Interfaces.of(estate).instancesOfGroup(groupId).stream()
                .map(id -> estate.find(Instance.class, id))
                .flatMap(Optional::stream)
                .filter(instance -> !instance.attributes().state().ended())
                .collect(Collectors.groupingBy(Workloads::of, TreeMap::new, Collectors.toList()));
    }

    private static boolean tolerated(Resource<SecurityGroup> group) {
        return group.attributes().ingress().isEmpty() && Baseline.says(group.tags(), Baseline.SHARED_GROUP_TAG);
    }

    private static boolean isPublic(Resource<Instance> instance, Estate estate) {
        return Interfaces.of(estate).ofInstance(instance.resourceId()).stream()
                .anyMatch(eni -> !PublicAddresses.of(eni.attributes(), estate).isEmpty());
    }
}
