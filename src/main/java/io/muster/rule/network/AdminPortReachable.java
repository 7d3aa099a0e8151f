package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.Exposed;
import io.muster.estate.reach.Reach;
import io.muster.estate.traffic.PortSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
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
import java.util.Set;

/** A port of the other platform is less urgent: SSH on Windows, or RDP on Linux, may have nothing that listens. */
@Singleton
class AdminPortReachable extends InstanceRule {

    AdminPortReachable() {
        super(
                new RuleMetadata(
                        "ec2-instance-admin-port-reachable",
                        "Administration port of the instance is reachable from the internet",
                        Severity.CRITICAL,
                        Area.NETWORK,
                        ResourceKind.INSTANCE,
                        "Scans of the internet look for SSH, Telnet, RDP, VNC and WinRM first, and here nothing of the"
                                + " network stands before them: address, gateway, routes, network ACLs and security groups all"
                                + " let the connection pass.",
                        "Remove the rule that the evidence names, and reach the instance by Session Manager or an EC2"
                                + " Instance Connect Endpoint, which need no open port.",
                        List.of(
                                "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html"),
                        List.of(
                                Control.securityHub("EC2.13"),
                                Control.securityHub("EC2.14"),
                                Control.fsbp("EC2.19"),
                                Control.cis("3.0", "5.2"),
                                Control.cis("4.0", "5.3"),
                                Control.cis("5.0", "5.3"))),
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
        PortSet ports = ReachedPorts.admin(exposed, false);
        if (!ports.isEmpty()) {
            return reached(resource, instance, exposed, ports, estate);
        }
        return ReachedPorts.admin(exposed.asPossible(), false).isEmpty()
                ? Verdict.pass()
                : Verdict.unknown("not known: " + String.join("; ", exposed.missing()));
    }

    private Verdict reached(
            Resource<Instance> resource, Instance instance, Exposed exposed, PortSet ports, Estate estate) {
        Severity severity =
                ReachedPorts.ofPlatform(ports, instance) ? metadata().severity() : Severity.HIGH;
        boolean atLarge = !ReachedPorts.admin(exposed, true).isEmpty();
        return Verdict.fail(
                ReachedPorts.tempered(severity, instance, atLarge),
                ReachedPorts.message(instance, atLarge, "port " + String.join(", ", ports.describe())),
                Evidence.of("ports", ports.describe())
                        .and("networkInterfaces", ReachedPorts.facts(resource, estate))
                        .and("platform", instance.platform())
                        .and("state", instance.state().name())
                        .facts());
    }
}
