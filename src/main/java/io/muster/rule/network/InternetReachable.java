package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.Exposed;
import io.muster.estate.reach.Reach;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Judges addresses, gateway, block public access, routes, network ACLs and groups together. */
@Singleton
class InternetReachable extends InstanceRule {

    InternetReachable() {
        super(
                new RuleMetadata(
                        "ec2-instance-internet-reachable",
                        "Instance is reachable from the internet",
                        Severity.HIGH,
                        Area.NETWORK,
                        ResourceKind.INSTANCE,
                        "A connection from the internet gets through to the instance, and its answer back: address,"
                                + " internet gateway, routes, network ACLs and security groups all let it pass. Messages of ICMP"
                                + " alone do not count. Firewalls on the instance and appliances on the way are not looked"
                                + " at.",
                        "Put the instance behind a load balancer, in a private subnet; or narrow the rules that the"
                                + " evidence names. Tag it " + Baseline.PUBLIC_WEB_TAG
                                + "=true where it serves HTTP to everyone on purpose.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
                                "https://docs.aws.amazon.com/vpc/latest/userguide/infrastructure-security.html"),
                        List.of()),
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    public String version() {
        return "7";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Reach.KINDS;
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        Exposed exposed = ReachedPorts.direct(resource, estate);
        return switch (exposed.reachable()) {
            case NO -> Verdict.pass();
            case UNKNOWN -> Verdict.unknown("not known: " + String.join("; ", exposed.missing()));
            case YES -> reached(resource, instance, exposed, estate);
        };
    }

    private Verdict reached(Resource<Instance> resource, Instance instance, Exposed exposed, Estate estate) {
        boolean onPurpose = Baseline.says(resource.tags(), Baseline.PUBLIC_WEB_TAG) && ReachedPorts.webAlone(exposed);
        return Verdict.fail(
                onPurpose ? Severity.INFO : ReachedPorts.tempered(metadata().severity(), instance, exposed.atLarge()),
                ReachedPorts.message(instance, exposed.atLarge(), String.join(", ", exposed.describe())),
                Evidence.of("networkInterfaces", ReachedPorts.facts(resource, estate))
                        .and("state", instance.state().name())
                        .facts());
    }
}
