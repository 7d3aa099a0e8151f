package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.HostEstates.hosts;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.ReachCase.SSH;
import static io.muster.estate.reach.ReachCase.VPC;
import static io.muster.estate.reach.ReachCase.allWays;
import static io.muster.estate.reach.ReachCase.into;
import static io.muster.estate.reach.ReachCase.out;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.BlockPublicAccessExclusion;
import io.muster.inventory.kind.EgressOnlyInternetGateway;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.PrivateAddress;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.stream.Stream;

/** Small estates in which an interface is reached by an address of its own, or reaches the internet. */
final class DirectEstates {

    private DirectEstates() {}

    static Stream<ReachCase> all() {
        return Stream.concat(inward(), outward());
    }

    static MadeInterface addressed(String id) {
        return eni(id).groups("sg-1")
                .publicIps("52.0.0.1")
                .addresses(Parts.of(
                        PrivateAddress.class,
                        "privateIp",
                        "10.0.0.10",
                        "primary",
                        true,
                        "publicIp",
                        "52.0.0.1",
                        "allocationId",
                        "eipalloc-1"));
    }

    private static Stream<ReachCase> inward() {
        return Stream.of(
                new ReachCase(
                        "an instance with an Elastic IP address",
                        ReachWays.with("vpc", VPC, "eni", addressed("eni-1").of("i-1"), "instance", instance("i-1")),
                        into(EVERYONE, "eni-1", SSH)),
                new ReachCase(
                        "the same, by all ways together",
                        ReachWays.with("vpc", VPC, "eni", addressed("eni-1").of("i-1"), "instance", instance("i-1")),
                        allWays("i-1")),
                new ReachCase(
                        "an interface of a service of AWS",
                        ReachWays.with("vpc", VPC, "eni", addressed("eni-1").requesterManaged("of a service")),
                        into(EVERYONE, "eni-1", SSH)),
                new ReachCase(
                        "IPv6",
                        ReachWays.with(
                                "vpc",
                                VPC,
                                "table",
                                mainTable("rtb-1", "vpc-1", route("::/0", "igw-1")),
                                "group",
                                group("sg-1").in("tcp", 22, 22, "::/0"),
                                "eni",
                                eni("eni-1").of("i-1").groups("sg-1").ipv6("2600:1f00::10")),
                        into(EVERYONE, "eni-1", SSH)),
                new ReachCase(
                        "prefix lists",
                        ReachWays.with(
                                "vpc",
                                VPC,
                                "table",
                                mainTable("rtb-1", "vpc-1", route("pl-1", "igw-1")),
                                "list",
                                Made.prefixList("pl-1", "offices", Estates.ACCOUNT, "8.0.0.0/8"),
                                "group",
                                group("sg-1").inFromList("tcp", 22, 22, "pl-1"),
                                "eni",
                                addressed("eni-1").of("i-1")),
                        into(EVERYONE, "eni-1", SSH)),
                new ReachCase(
                        "an ACL with single ports",
                        ReachWays.with(
                                "vpc",
                                VPC,
                                "acl",
                                acl(
                                        "acl-1",
                                        List.of("subnet-1"),
                                        in(90, false, "6", 23, 23, "0.0.0.0/0"),
                                        in(100, true, "6", 22, 22, "0.0.0.0/0"),
                                        out(100, true, "6", 1024, 65535, "0.0.0.0/0")),
                                "eni",
                                addressed("eni-1").of("i-1")),
                        into(EVERYONE, "eni-1", SSH)),
                new ReachCase(
                        "a table of the internet gateway",
                        ReachWays.with(
                                "vpc",
                                VPC,
                                "edge",
                                edgeTable("rtb-9", "igw-1", route("10.0.0.0/16", "local")),
                                "eni",
                                addressed("eni-1").of("i-1")),
                        into(EVERYONE, "eni-1", SSH)),
                new ReachCase(
                        "an exclusion from VPC Block Public Access",
                        ReachWays.with(
                                "vpc",
                                VPC,
                                "subnet",
                                subnet("subnet-1", "vpc-1", "10.0.0.0/24", null, null),
                                "settings",
                                Made.publicAccess("block-bidirectional", "allowed"),
                                "exclusion",
                                Made.of(
                                        "vpcbpa-exclude-1",
                                        Parts.of(
                                                BlockPublicAccessExclusion.class,
                                                "internetGatewayExclusionMode",
                                                "allow-bidirectional",
                                                "resourceArn",
                                                Estates.REGION.arn(ResourceKind.SUBNET, "subnet-1"),
                                                "state",
                                                "create-complete")),
                                "eni",
                                addressed("eni-1").of("i-1")),
                        into(EVERYONE, "eni-1", SSH)));
    }

    static Estates.Made<?> nat(String subnet, String table) {
        return Made.of(
                "nat-1",
                new NatGateway(
                        "available",
                        "public",
                        "zonal",
                        "vpc-1",
                        subnet,
                        table,
                        List.of(Parts.of(NatGatewayAddress.class, "publicIp", "52.0.0.9", "privateIp", "10.0.2.40")),
                        null,
                        List.of(),
                        null,
                        null));
    }

    private static Stream<ReachCase> outward() {
        Estates.Made<?> toNat = table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "nat-1"));
        Estates.Made<?> ofNat = mainTable("rtb-2", "vpc-1", route("0.0.0.0/0", "igw-1"));
        return Stream.of(
                new ReachCase(
                        "the NAT gateway of another VPC",
                        HubNetworks.parts(Estates.ACCOUNT),
                        out(new Endpoint.Range(CidrSet.parse("8.8.8.8")), "eni-1")),
                new ReachCase(
                        "an internet gateway",
                        ReachWays.with(
                                "vpc",
                                VPC,
                                "group",
                                group("sg-1").out("tcp", 443, 443, "0.0.0.0/0"),
                                "eni",
                                addressed("eni-1").of("i-1")),
                        out(EVERYONE, "eni-1")),
                new ReachCase(
                        "a NAT gateway",
                        hosts("table", toNat, "main", ofNat, "nat", nat("subnet-2", null)),
                        out(EVERYONE, "eni-a")),
                new ReachCase(
                        "a regional NAT gateway",
                        hosts(
                                "table",
                                toNat,
                                "main",
                                table("rtb-2", "vpc-1", false, List.of(), route("0.0.0.0/0", "igw-1")),
                                "nat",
                                nat(null, "rtb-2")),
                        out(EVERYONE, "eni-a")),
                new ReachCase(
                        "an egress-only internet gateway",
                        ReachWays.with(
                                "eigw",
                                Made.of("eigw-1", new EgressOnlyInternetGateway(List.of("vpc-1"))),
                                "vpc",
                                VPC,
                                "table",
                                mainTable("rtb-1", "vpc-1", route("::/0", "eigw-1")),
                                "group",
                                group("sg-1").out("tcp", 443, 443, "::/0"),
                                "eni",
                                eni("eni-1").of("i-1").groups("sg-1").ipv6("2600:1f00::10")),
                        out(EVERYONE, "eni-1")));
    }
}
