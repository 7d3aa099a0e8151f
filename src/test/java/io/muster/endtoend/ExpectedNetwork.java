package io.muster.endtoend;

import static io.muster.endtoend.Truth.arn;

import io.muster.aws.AwsEstate;
import io.muster.inventory.kind.CidrAssociation;
import io.muster.inventory.kind.FlowLog;
import io.muster.inventory.kind.InternetGateway;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.PrefixListEntry;
import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Vpc;
import java.util.List;
import java.util.Map;

/** The networks of {@link AwsEstate}, attribute by attribute. */
record ExpectedNetwork(AwsEstate estate, Truth truth) {

    private static final String ACCOUNT = Mustered.ACCOUNT;

    List<Made> vpcs() {
        return List.of(Made.named(
                arn("vpc", vpc()),
                "prod",
                new Vpc(
                        List.of("10.20.0.0/16", "10.21.0.0/16"),
                        List.of(estate.network().ipv6Cidr()),
                        false,
                        ACCOUNT,
                        // moto knows no VPC Block Public Access
                        null,
                        cidrAssociations())));
    }

    private List<CidrAssociation> cidrAssociations() {
        var now = truth.vpc(vpc());
        return List.of(
                associated(now.cidrBlockAssociationSet().get(0).associationId(), "10.20.0.0/16", null),
                associated(now.cidrBlockAssociationSet().get(1).associationId(), "10.21.0.0/16", null),
                associated(
                        now.ipv6CidrBlockAssociationSet().get(0).associationId(),
                        estate.network().ipv6Cidr(),
                        now.ipv6CidrBlockAssociationSet().get(0).ipv6Pool()));
    }

    private static CidrAssociation associated(String id, String cidr, String pool) {
        return new CidrAssociation(id, cidr, "associated", pool);
    }

    List<Made> subnets() {
        // ipv6CidrBlocks: moto lists the association without its range.
        // internetGatewayBlockMode: moto knows no VPC Block Public Access.
        return List.of(
                Made.named(
                        arn("subnet", estate.network().publicSubnet()),
                        "open",
                        new Subnet(vpc(), "10.20.1.0/24", List.of(), AwsEstate.ZONE, true, true, null, ACCOUNT)),
                Made.named(
                        arn("subnet", estate.network().privateSubnet()),
                        "closed",
                        new Subnet(vpc(), "10.20.2.0/24", List.of(), "eu-central-1b", false, false, null, ACCOUNT)));
    }

    List<Made> internetGateways() {
        return List.of(Made.named(
                arn("internet-gateway", estate.network().gateway()), "door", new InternetGateway(List.of(vpc()))));
    }

    List<Made> routeTables() {
        String gateway = estate.network().gateway();
        return List.of(Made.named(
                arn("route-table", estate.network().publicRoutes()),
                "out",
                new RouteTable(
                        vpc(),
                        false,
                        List.of(estate.network().publicSubnet()),
                        List.of(),
                        List.of(
                                new Route(
                                        "0.0.0.0/0",
                                        gateway,
                                        ResourceKind.INTERNET_GATEWAY,
                                        "active",
                                        false,
                                        "CreateRoute",
                                        null),
                                new Route("10.20.0.0/16", "local", null, "active", false, "CreateRouteTable", null),
                                new Route("10.21.0.0/16", "local", null, "active", false, "CreateRouteTable", null),
                                new Route(
                                        estate.network().ipv6Cidr(),
                                        "local",
                                        null,
                                        "active",
                                        false,
                                        "CreateRouteTable",
                                        null),
                                new Route(
                                        "::/0",
                                        gateway,
                                        ResourceKind.INTERNET_GATEWAY,
                                        "active",
                                        false,
                                        "CreateRoute",
                                        null)),
                        ACCOUNT,
                        null)));
    }

    List<Made> networkAcls() {
        return List.of(Made.named(
                arn("network-acl", estate.network().acl()),
                "strict",
                new NetworkAcl(
                        vpc(),
                        false,
                        List.of(estate.network().privateSubnet()),
                        List.of(
                                new NetworkAclEntry(90, false, false, "-1", null, null, "::/0"),
                                new NetworkAclEntry(100, false, true, "6", 443, 444, "0.0.0.0/0"),
                                // fromPort, toPort: moto forgets ICMP types.
                                new NetworkAclEntry(100, true, true, "1", null, null, "10.0.0.0/8")),
                        ACCOUNT)));
    }

    List<Made> flowLogs() {
        // The log group does not exist, which moto tells as AWS does.
        return List.of(Made.untagged(
                arn("vpc-flow-log", estate.network().flowLog()),
                null,
                new FlowLog("ACTIVE", "FAILED", "Access error", "REJECT", vpc(), "cloud-watch-logs")));
    }

    List<Made> prefixLists() {
        return List.of(Made.untagged(
                arn("prefix-list", estate.groups().prefixList()),
                "offices",
                new PrefixList(
                        "offices",
                        ACCOUNT,
                        "IPv4",
                        1L,
                        List.of(
                                new PrefixListEntry("192.0.2.0/24", "The range 192.0.2.0/24"),
                                new PrefixListEntry("198.51.100.0/24", "The range 198.51.100.0/24")))));
    }

    List<Made> securityGroups() {
        String web = estate.groups().web();
        String bastion = estate.groups().bastion();
        return List.of(
                group(
                        web,
                        "web",
                        List.of(
                                rule(web, false, "icmp", null, null, "10.0.0.0/8", "From 10.0.0.0/8"),
                                referring(web, bastion),
                                rule(web, false, "tcp", 443, 443, "0.0.0.0/0", "From 0.0.0.0/0"),
                                rule(web, false, "tcp", 443, 443, "::/0", null),
                                listed(web, estate.groups().prefixList()))),
                group(bastion, "bastion", List.of()));
    }

    private Made group(String id, String name, List<SecurityGroupRule> ingress) {
        return new Made(
                arn("security-group", id),
                id,
                name,
                Map.of("team", "platform"),
                new SecurityGroup(
                        name,
                        "The group " + name,
                        vpc(),
                        false,
                        ACCOUNT,
                        ingress,
                        // AWS lets everything out of a new group; over IPv6 too, as the VPC has it.
                        List.of(
                                rule(id, true, "-1", null, null, "0.0.0.0/0", null),
                                rule(id, true, "-1", null, null, "::/0", null))));
    }

    private SecurityGroupRule rule(
            String group, boolean egress, String protocol, Integer from, Integer to, String cidr, String description) {
        String id = truth.ruleId(group, egress, from, cidr, null, null);
        return new SecurityGroupRule(id, protocol, from, to, cidr, null, null, description, null);
    }

    private SecurityGroupRule referring(String group, String source) {
        String id = truth.ruleId(group, false, 22, null, null, source);
        return new SecurityGroupRule(
                id,
                "tcp",
                22,
                22,
                null,
                null,
                source,
                null,
                new ReferencedGroup(arn("security-group", source), ACCOUNT, null, null, null));
    }

    private SecurityGroupRule listed(String group, String list) {
        String id = truth.ruleId(group, false, 8080, null, list, null);
        return new SecurityGroupRule(id, "udp", 8080, 8090, null, list, null, null, null);
    }

    private String vpc() {
        return estate.network().vpc();
    }
}
