package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.InternetIngress;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Prefix lists are read where a rule names one, and only then must they be known. A group that is open on every port is
 * the business of sg-ingress-all-ports-internet, which lists the ports for administration too.
 */
@Singleton
class IngressAdminPort extends GroupRule {

    IngressAdminPort() {
        super(new RuleMetadata(
                "sg-ingress-admin-port-internet",
                "Administration port is open to the internet",
                Severity.HIGH,
                Area.NETWORK,
                ResourceKind.SECURITY_GROUP,
                "SSH, Telnet, RDP, VNC and WinRM are what the internet is scanned for first. The sources of all rules"
                        + " of the group count together: two halves of the internet are the internet.",
                "Remove the rule, and reach the instances by Session Manager or an EC2 Instance Connect Endpoint, which"
                        + " need no open port.",
                List.of(
                        RULES_REFERENCE,
                        "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html",
                        FSBP + "#ec2-19"),
                List.of(
                        Control.fsbp("EC2.19"),
                        Control.securityHub("EC2.13"),
                        Control.securityHub("EC2.14"),
                        Control.securityHub("EC2.53"),
                        Control.securityHub("EC2.54"),
                        Control.cis("3.0", "5.2"),
                        Control.cis("3.0", "5.3"),
                        Control.cis("4.0", "5.3"),
                        Control.cis("4.0", "5.4"),
                        Control.cis("5.0", "5.3"),
                        Control.cis("5.0", "5.4"),
                        Control.cis("6.0", "6.3"),
                        Control.cis("6.0", "6.4"),
                        Control.cis("7.0", "6.3"),
                        Control.cis("7.0", "6.4"))));
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.PREFIX_LIST);
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        InternetIngress ingress = InternetIngress.of(group, estate);
        if (!OpenPorts.fullyOpen(ingress).isEmpty()) {
            return Verdict.notApplicable();
        }
        List<String> ports = OpenPorts.describeAdminPorts(ingress);
        if (ports.isEmpty()) {
            return OpenPorts.perhapsAdminPorts(ingress)
                    ? Verdict.unknown("a source of a rule for a port for administration cannot be read")
                    : Verdict.pass();
        }
        return fail(
                "The group admits the internet to " + String.join(", ", ports) + ".",
                Evidence.of("groupId", resource.resourceId())
                        .and("ports", ports)
                        .and("rules", facts(OpenPorts.adminRules(ingress)))
                        .facts());
    }
}
