package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.publicTable;
import static io.muster.estate.reach.SmallVpc.subnet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Vpc;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Between two hosts of the VPC. */
class BoundaryPathsTest extends BoundaryNetworks {

    static Stream<Arguments> networks() {
        MadeInterface b =
                eni("eni-b").of("i-b").in("subnet-2").privateIps("10.0.2.10").groups("sg-b");
        Estates.Made<?> sgB = group("sg-b").in("tcp", 22, 22, "10.0.1.11/32");
        return Stream.of(
                path(
                        "a rule for the second address of the source",
                        YES,
                        "b",
                        b,
                        "sgb",
                        sgB,
                        "a",
                        a().privateIps("10.0.1.10", "10.0.1.11")),
                path("a rule for an address that the source has not", NO, "b", b, "sgb", sgB),
                path(
                        "an ACL that denies the subnet of the source",
                        NO,
                        "privateAcl",
                        acl("acl-2", List.of("subnet-2"), in(50, false, "-1", null, null, "10.0.1.0/24"), IN, OUT)),
                path(
                        "an ACL for these two alone",
                        YES,
                        "privateAcl",
                        acl(
                                "acl-2",
                                List.of("subnet-2"),
                                in(50, true, "6", 22, 22, "10.0.1.0/24"),
                                out(50, true, "6", 1024, 65535, "10.0.1.10/32"))),
                path(
                        "a list with the source",
                        YES,
                        "b",
                        b,
                        "sgb",
                        group("sg-b").inFromList("tcp", 22, 22, "pl-1"),
                        "list",
                        Made.prefixList("pl-1", "x", Estates.ACCOUNT, "10.0.1.10/32")),
                path(
                        "a list without entries",
                        NO,
                        "b",
                        b,
                        "sgb",
                        group("sg-b").inFromList("tcp", 22, 22, "pl-1"),
                        "list",
                        Made.prefixList("pl-1", "x", Estates.ACCOUNT)),
                path(
                        "a stale reference to the group of the source",
                        NO,
                        "b",
                        b,
                        "sgb",
                        group("sg-b").inFromForeign("sg-1", Estates.OTHER_ACCOUNT, "deleted")),
                path(
                        "a rule for the public address of the source",
                        NO,
                        "b",
                        b.sourceDestCheck(false),
                        "sgb",
                        group("sg-b").in("tcp", 22, 22, "52.0.0.1/32")),
                path(
                        "a second range of shared addresses",
                        YES,
                        "b",
                        eni("eni-b")
                                .of("i-b")
                                .in("subnet-2")
                                .privateIps("100.64.2.10")
                                .groups("sg-1"),
                        "private",
                        subnet("subnet-2", "vpc-1", "100.64.2.0/24", null, SmallVpc.ZONE),
                        "vpc",
                        Made.of(
                                "vpc-1",
                                Parts.of(
                                        Vpc.class,
                                        "cidrBlocks",
                                        List.of("10.0.0.0/16", "100.64.0.0/16"),
                                        "ipv6CidrBlocks",
                                        List.of(),
                                        "ownerId",
                                        Estates.ACCOUNT)),
                        "publicTable",
                        publicTable(route("100.64.0.0/16", "local"), route("0.0.0.0/0", "igw-1")),
                        "privateTable",
                        mainTable("rtb-2", "vpc-1", route("10.0.0.0/16", "local"), route("100.64.0.0/16", "local"))));
    }
}
