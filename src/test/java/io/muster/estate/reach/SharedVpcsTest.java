package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.Subnet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/**
 * An interface in a subnet that another account shares: AWS shows the account the table and the network ACL of the subnet, and neither the
 * internet gateway nor its table. What is seen may say NO, and nothing says YES.
 */
class SharedVpcsTest extends ReachWays {

    private static final String EDGE = "the route table of the internet gateway of vpc-1, which another account shares";
    private static final Object[] SHARED = {
        "gateway",
        gateway("igw-9", "vpc-9"),
        "vpc",
        Made.vpc("vpc-1", false, Estates.OTHER_ACCOUNT),
        "subnet",
        subnet("off", Estates.OTHER_ACCOUNT)
    };

    static Stream<Arguments> traps() {
        Estates.Made<?> own = Made.vpc("vpc-1", false, Estates.ACCOUNT);
        return Stream.of(
                row("its own VPC", with("vpc", own), YES, ""),
                row("the gateway's table may drop or inspect", shared(), UNKNOWN, EDGE),
                row(
                        "the gateway is seen, its table is not",
                        shared("gateway", gateway("igw-1", "vpc-1")),
                        UNKNOWN,
                        EDGE),
                row(
                        "the gateway and its table are seen",
                        shared(
                                "gateway",
                                gateway("igw-1", "vpc-1"),
                                "edge",
                                edgeTable("rtb-9", "igw-1", blackhole("10.0.0.0/24", "eni-9"))),
                        NO,
                        "the route of the internet gateway to the address is a blackhole"),
                row("the VPC is not listed, its subnet is", shared("vpc", subnetOf("vpc-8")), UNKNOWN, "which another"),
                row(
                        "its own VPC is not listed, its subnet is",
                        shared("vpc", subnetOf("vpc-8"), "subnet", subnet("off", Estates.ACCOUNT)),
                        NO,
                        "no internet gateway is attached"),
                row(
                        "the subnet's table leads elsewhere",
                        shared("table", mainTable("rtb-1", "vpc-1", route("0.0.0.0/0", "nat-1"))),
                        NO,
                        "route 0.0.0.0/0 to nat-1"),
                row(
                        "the subnet's table is a table of its own",
                        shared(
                                "main",
                                mainTable("rtb-8", "vpc-1", route("0.0.0.0/0", "nat-1")),
                                "table",
                                table("rtb-1", "vpc-1", false, List.of("subnet-1"), DEFAULT)),
                        UNKNOWN,
                        EDGE),
                row(
                        "no table is seen",
                        shared("table", subnetOf("vpc-8")),
                        UNKNOWN,
                        "which route table serves subnet-1"),
                row("no ACL is seen", shared("acl", subnetOf("vpc-8")), UNKNOWN, "which network ACL guards subnet-1"),
                row("the group is the owner's", shared("group", subnetOf("vpc-8")), UNKNOWN, "the rules of sg-1"),
                row("the group admits nothing", shared("group", group("sg-1")), NO, "no rule of sg-1"),
                row(
                        "the owner blocks",
                        shared("subnet", subnet("block-ingress", Estates.OTHER_ACCOUNT)),
                        NO,
                        "is block-"));
    }

    private static Map<String, Estates.Made<?>> shared(Object... changes) {
        return with(Network.with(SHARED, changes));
    }

    /** Something else in place of a part that is not seen. */
    private static Estates.Made<?> subnetOf(String vpc) {
        return Network.subnet("subnet-of-" + vpc, vpc, "10.8.0.0/24", null, "off");
    }

    private static Estates.Made<Subnet> subnet(String mode, String owner) {
        return Made.of(
                "subnet-1",
                new Subnet("vpc-1", "10.0.0.0/24", List.of(), "eu-central-1a", false, false, mode, owner, null));
    }

    @Test
    void aSubnetThatIsSharedWithoutItsBlockModeMayBeBlockedByTheOwner() {
        // given
        Estate shared = Network.estate(subnet(null, Estates.OTHER_ACCOUNT));
        Estate own = Network.estate(subnet(null, Estates.ACCOUNT));

        // then
        assertThat(access(shared)).isEqualTo(UNKNOWN);
        assertThat(access(own)).isEqualTo(YES);
    }

    private static Reachable access(Estate estate) {
        return Exposed.of(Subnets.of(estate).publicAccess("subnet-1").admits()).reachable();
    }
}
