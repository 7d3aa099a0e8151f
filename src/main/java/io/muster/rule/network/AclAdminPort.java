package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.AclDirection;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.Protocols;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Judges by the order of the entries: a denial with a lower number hides an allowance with a higher one, and vice versa. A
 * default ACL that lets everything of a family through is judged by nacl-allow-all for that family.
 */
@Singleton
class AclAdminPort extends AclRule {

    /** The ports that the controls name, over the protocols that serve them. */
    private static final Map<String, List<Integer>> PORTS =
            Map.of(Protocols.TCP, List.of(22, 3389), Protocols.UDP, List.of(3389));

    AclAdminPort() {
        super(new RuleMetadata(
                "nacl-ingress-admin-port",
                "Network ACL lets the internet in to SSH or RDP",
                Severity.MEDIUM,
                Area.NETWORK,
                ResourceKind.NETWORK_ACL,
                "The network ACL is the second layer: where it lets administration ports in from the internet, one mistake"
                        + " in a security group is enough. The entries are judged as AWS does, by their numbers.",
                "Deny the ports before the entry that allows them: aws ec2 create-network-acl-entry --network-acl-id ID"
                        + " --ingress --rule-number N --protocol tcp --port-range From=22,To=22 --cidr-block 0.0.0.0/0"
                        + " --rule-action deny, with a number below those that the evidence names; so for each port and protocol that it"
                        + " names, and with --ipv6-cidr-block ::/0 for IPv6.",
                List.of(REFERENCE, GroupRule.FSBP + "#ec2-21"),
                List.of(
                        Control.fsbp("EC2.21"),
                        Control.cis("3.0", "5.1"),
                        Control.cis("4.0", "5.2"),
                        Control.cis("5.0", "5.2"),
                        Control.cis("6.0", "6.2"),
                        Control.cis("7.0", "6.2"),
                        Control.prowler("ec2_networkacl_allow_ingress_tcp_port_22"),
                        Control.prowler("ec2_networkacl_allow_ingress_tcp_port_3389"))));
    }

    /** @param passed the addresses that another rule judges */
    private record AdminPort(String protocol, int port, AclDirection ingress, CidrSet passed) {

        boolean open() {
            return Internet.isInternet(ingress.allowed(service()).minus(passed));
        }

        boolean perhapsOpen() {
            return Internet.isInternet(ingress.perhapsAllowed(service()).minus(passed));
        }

        List<NetworkAclEntry> entries() {
            return ingress.allowing(service());
        }

        private ServiceRange service() {
            return ServiceRange.asked(protocol, port).orElseThrow();
        }

        String name() {
            return protocol + "/" + port;
        }
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    Verdict judge(Resource<NetworkAcl> resource, NetworkAcl acl, Estate estate) {
        CidrSet passed = acl.isDefault() ? passedThrough(acl) : CidrSet.EMPTY;
        AclDirection ingress = AclDirection.of(acl, false);
        List<AdminPort> adminPorts = PORTS.entrySet().stream()
                .flatMap(ports ->
                        ports.getValue().stream().map(port -> new AdminPort(ports.getKey(), port, ingress, passed)))
                .sorted(Comparator.comparing(AdminPort::name))
                .toList();
        List<AdminPort> open = adminPorts.stream().filter(AdminPort::open).toList();
        if (open.isEmpty()) {
            if (adminPorts.stream().anyMatch(AdminPort::perhapsOpen)) {
                return Verdict.unknown("an entry of the network ACL that may decide cannot be read");
            }
            return passed.isEmpty() ? Verdict.pass() : Verdict.notApplicable();
        }
        return verdict(resource, acl, open);
    }

    private Verdict verdict(Resource<NetworkAcl> resource, NetworkAcl acl, List<AdminPort> open) {
        boolean unused = acl.subnetIds().isEmpty();
        List<String> ports = open.stream().map(AdminPort::name).toList();
        return Verdict.fail(
                unused ? Severity.INFO : metadata().severity(),
                "The network ACL lets the internet in to " + String.join(", ", ports)
                        + (unused ? ", though it guards no subnet." : "."),
                Evidence.of("networkAclId", resource.resourceId())
                        .and("vpcId", acl.vpcId())
                        .and("isDefault", acl.isDefault())
                        .and("ports", ports)
                        .and(
                                "entries",
                                facts(open.stream()
                                        .flatMap(port -> port.entries().stream())
                                        .distinct()
                                        .toList()))
                        .and("subnetIds", acl.subnetIds())
                        .facts());
    }
}
