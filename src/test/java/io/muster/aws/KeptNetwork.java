package io.muster.aws;

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

/** The networks of {@link AwsEstate} as Muster keeps them, attribute by attribute. */
public record KeptNetwork(AwsEstate estate) {

    private static final String ACCOUNT = AwsStandIn.ACCOUNT;
    private static final String CREATED = "CreateRoute";

    /**
     * The VPC.
     *
     * @param associations of the ranges: AWS chooses their ids
     */
    public Vpc vpc(List<CidrAssociation> associations) {
        return new Vpc(
                List.of("10.20.0.0/16", "10.21.0.0/16"),
                List.of(estate.network().ipv6Cidr()),
                false,
                ACCOUNT,
                // moto knows no VPC Block Public Access
                null,
                associations);
    }

    public Subnet publicSubnet() {
        return subnet("10.20.1.0/24", AwsEstate.ZONE, true);
    }

    public Subnet privateSubnet() {
        return subnet("10.20.2.0/24", "eu-central-1b", false);
    }

    private Subnet subnet(String cidr, String zone, boolean open) {
        // ipv6CidrBlocks: moto lists the association without its range; MappingTest has it.
        // internetGatewayBlockMode: moto knows no VPC Block Public Access.
        return new Subnet(vpcId(), cidr, List.of(), zone, open, open, null, ACCOUNT, null);
    }

    public InternetGateway internetGateway() {
        return new InternetGateway(List.of(vpcId()));
    }

    public RouteTable publicRoutes() {
        return new RouteTable(
                vpcId(),
                false,
                List.of(estate.network().publicSubnet()),
                List.of(),
                List.of(
                        toGateway("0.0.0.0/0"),
                        local("10.20.0.0/16"),
                        local("10.21.0.0/16"),
                        local(estate.network().ipv6Cidr()),
                        toGateway("::/0")),
                ACCOUNT,
                null);
    }

    private Route toGateway(String destination) {
        return new Route(
                destination, estate.network().gateway(), ResourceKind.INTERNET_GATEWAY, "active", false, CREATED, null);
    }

    private static Route local(String destination) {
        return new Route(destination, "local", null, "active", false, "CreateRouteTable", null);
    }

    public NetworkAcl acl() {
        return new NetworkAcl(
                vpcId(),
                false,
                List.of(estate.network().privateSubnet()),
                List.of(
                        new NetworkAclEntry(90, false, false, "-1", null, null, "::/0"),
                        new NetworkAclEntry(100, false, true, "6", 443, 444, "0.0.0.0/0"),
                        // fromPort, toPort: moto forgets ICMP types; MappingTest has them.
                        new NetworkAclEntry(100, true, true, "1", null, null, "10.0.0.0/8")),
                ACCOUNT);
    }

    /** The log group does not exist, which moto tells as AWS does. */
    public FlowLog flowLog() {
        return new FlowLog("ACTIVE", "FAILED", "Access error", "REJECT", vpcId(), "cloud-watch-logs");
    }

    public PrefixList prefixList() {
        return new PrefixList(
                "offices",
                ACCOUNT,
                "IPv4",
                1L,
                List.of(
                        new PrefixListEntry("192.0.2.0/24", "The range 192.0.2.0/24"),
                        new PrefixListEntry("198.51.100.0/24", "The range 198.51.100.0/24")),
                null);
    }

    /** Without the ids of its rules, which AWS chooses. */
    public SecurityGroup web() {
        return group(
                "web",
                List.of(
                        addresses("icmp", null, null, "10.0.0.0/8", "From 10.0.0.0/8"),
                        referring(estate.groups().bastion()),
                        addresses("tcp", 443, 443, "0.0.0.0/0", "From 0.0.0.0/0"),
                        addresses("tcp", 443, 443, "::/0", null),
                        new SecurityGroupRule(
                                null, "udp", 8080, 8090, null, estate.groups().prefixList(), null, null, null)));
    }

    /** Without the ids of its rules, which AWS chooses. */
    public SecurityGroup bastion() {
        return group("bastion", List.of());
    }

    private SecurityGroup group(String name, List<SecurityGroupRule> ingress) {
        return new SecurityGroup(
                name,
                "The group " + name,
                vpcId(),
                false,
                ACCOUNT,
                ingress,
                // AWS lets everything out of a new group; over IPv6 too, as the VPC has it.
                List.of(addresses("-1", null, null, "0.0.0.0/0", null), addresses("-1", null, null, "::/0", null)));
    }

    private static SecurityGroupRule addresses(
            String protocol, Integer from, Integer to, String cidr, String description) {
        return new SecurityGroupRule(null, protocol, from, to, cidr, null, null, description, null);
    }

    private static SecurityGroupRule referring(String group) {
        String arn = "arn:aws:ec2:" + AwsEstate.REGION + ":" + ACCOUNT + ":security-group/" + group;
        ReferencedGroup referenced = new ReferencedGroup(arn, ACCOUNT, null, null, null);
        return new SecurityGroupRule(null, "tcp", 22, 22, null, null, group, null, referenced);
    }

    private String vpcId() {
        return estate.network().vpc();
    }
}
