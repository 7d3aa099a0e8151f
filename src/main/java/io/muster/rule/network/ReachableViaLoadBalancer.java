package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.Exposed;
import io.muster.estate.reach.LoadBalancers;
import io.muster.estate.reach.LoadBalancers.Balanced;
import io.muster.estate.reach.Reach;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** From an internet-facing listener, by its rules and target groups, to the port of the instance, groups and ACLs included. */
@Singleton
class ReachableViaLoadBalancer extends InstanceRule {

    ReachableViaLoadBalancer() {
        super(
                new RuleMetadata(
                        "ec2-instance-reachable-via-load-balancer",
                        "Instance is reachable from the internet through a load balancer",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.INSTANCE,
                        "A private instance behind an internet-facing load balancer is exposed with the port that its"
                                + " target group names. Listeners that only redirect or answer by themselves do not count;"
                                + " unhealthy targets do. Web application firewalls and logins at the listener are not looked"
                                + " at.",
                        "Take the instance out of the target group, or narrow the load balancer's security group. A port"
                                + " for administration does not belong behind a load balancer.",
                        List.of(
                                "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html",
                                "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html"),
                        List.of()),
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.LOAD_BALANCER,
                ResourceKind.TARGET_GROUP);
    }

    /** Since 2, through Classic Load Balancers as well. */
    @Override
    public String version() {
        return "2";
    }

    @Override
    public Set<ResourceKind> consults() {
        Set<ResourceKind> all = EnumSet.copyOf(Reach.KINDS);
        all.addAll(LoadBalancers.KINDS);
        return Set.copyOf(all);
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        List<Balanced> balanced = ReachedPorts.balanced(resource, estate);
        List<Balanced> certain = balanced.stream()
                .filter(one -> one.exposed().reachable() == Reachable.YES)
                .toList();
        if (!certain.isEmpty()) {
            return reached(instance, certain);
        }
        Set<String> missing = new TreeSet<>(LoadBalancers.of(estate).missing());
        balanced.forEach(one -> missing.addAll(one.exposed().missing()));
        return missing.isEmpty() ? Verdict.pass() : Verdict.unknown("not known: " + String.join("; ", missing));
    }

    private Verdict reached(Instance instance, List<Balanced> paths) {
        Exposed exposed = paths.stream().map(Balanced::exposed).reduce(Exposed.NOTHING, Exposed::union);
        boolean admin = !ReachedPorts.admin(exposed, false).isEmpty();
        return Verdict.fail(
                ReachedPorts.tempered(admin ? Severity.CRITICAL : metadata().severity(), instance, exposed.atLarge()),
                "The internet can reach " + String.join(", ", exposed.describe()) + " of the instance through "
                        + String.join(
                                ", ",
                                paths.stream()
                                        .map(Balanced::loadBalancerId)
                                        .distinct()
                                        .toList())
                        + ".",
                Evidence.of(
                                "paths",
                                paths.stream()
                                        .map(ReachableViaLoadBalancer::facts)
                                        .toList())
                        .and("state", instance.state().name())
                        .facts());
    }

    private static Map<String, Object> facts(Balanced path) {
        return Evidence.of("loadBalancer", path.loadBalancerId())
                .and("listener", path.listener())
                .and("reached", path.exposed().describe())
                .and("path", ReachedPorts.hops(path.hops()))
                .facts();
    }
}
