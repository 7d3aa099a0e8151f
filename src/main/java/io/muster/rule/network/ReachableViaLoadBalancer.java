package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.Entrance;
import io.muster.estate.reach.Exposed;
import io.muster.estate.reach.Frontends;
import io.muster.estate.reach.Reach;
import io.muster.estate.reach.Reachable;
import io.muster.estate.traffic.PortSet;
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
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** From a listener that the internet reaches, by its rules and target groups, or from a VPC origin, to the port of the instance, groups and ACLs included. */
@Singleton
class ReachableViaLoadBalancer extends InstanceRule {

    ReachableViaLoadBalancer() {
        super(
                new RuleMetadata(
                        "ec2-instance-reachable-via-load-balancer",
                        "Instance is reachable from the internet through a load balancer, accelerator or VPC origin",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.INSTANCE,
                        "A private instance behind an internet-facing load balancer, an accelerator of Global Accelerator or a"
                                + " VPC origin of CloudFront is exposed with the port that these lead to. Listeners that only redirect or answer by themselves do not count;"
                                + " unhealthy targets do. Web application firewalls and logins at the listener are not looked"
                                + " at.",
                        "Take the instance out of the target group or the endpoint group, delete the VPC origin, or narrow the"
                                + " security group of the load balancer. A port for administration does not belong there.",
                        List.of(
                                "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html",
                                "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
                                "https://docs.aws.amazon.com/global-accelerator/latest/dg/secure-vpc-connections.html",
                                "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html"),
                        List.of()),
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.LOAD_BALANCER,
                ResourceKind.TARGET_GROUP);
    }

    @Override
    public String version() {
        return "13";
    }

    @Override
    public Set<ResourceKind> consults() {
        Set<ResourceKind> all = EnumSet.copyOf(Reach.KINDS);
        all.addAll(Frontends.KINDS);
        return Set.copyOf(all);
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        List<Entrance> entrances = ReachedPorts.entrances(resource, estate);
        List<Entrance> certain = entrances.stream()
                .filter(one -> one.exposed().reachable() == Reachable.YES)
                .toList();
        if (!certain.isEmpty()) {
            return reached(instance, certain);
        }
        Set<String> missing =
                new TreeSet<>(Frontends.of(estate).missing(Interfaces.of(estate).ofInstance(resource.resourceId())));
        entrances.forEach(one -> missing.addAll(one.exposed().missing()));
        return missing.isEmpty() ? Verdict.pass() : Verdict.unknown("not known: " + String.join("; ", missing));
    }

    private Verdict reached(Instance instance, List<Entrance> paths) {
        Exposed exposed = paths.stream().map(Entrance::exposed).reduce(Exposed.NOTHING, Exposed::union);
        String fronts = String.join(
                ", ", paths.stream().map(Entrance::frontId).distinct().toList());
        return Verdict.fail(
                severity(instance, exposed),
                ReachedPorts.message(
                        instance, exposed.atLarge(), String.join(", ", exposed.describe()), " through " + fronts),
                Evidence.of(
                                "paths",
                                paths.stream()
                                        .map(ReachableViaLoadBalancer::facts)
                                        .toList())
                        .and("state", instance.state().name())
                        .facts());
    }

    /** That of the ports for administration counts by who reaches these, and that of all ports by who reaches any. */
    private Severity severity(Instance instance, Exposed exposed) {
        Severity ofAll = ReachedPorts.tempered(metadata().severity(), instance, exposed.atLarge());
        PortSet admin = ReachedPorts.admin(exposed, false);
        if (admin.isEmpty()) {
            return ofAll;
        }
        Severity ofAdmin = ReachedPorts.tempered(
                ReachedPorts.ofPlatform(admin, instance) ? Severity.CRITICAL : Severity.HIGH,
                instance,
                !ReachedPorts.admin(exposed, true).isEmpty());
        return Collections.max(List.of(ofAll, ofAdmin));
    }

    private static Map<String, Object> facts(Entrance path) {
        return Evidence.of("frontend", path.frontId())
                .and("listener", path.listener())
                .and("reached", path.exposed().describe())
                .and("path", ReachedPorts.hops(path.hops()))
                .facts();
    }
}
