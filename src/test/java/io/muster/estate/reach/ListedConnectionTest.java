package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.PeeringParts.connection;
import static io.muster.estate.reach.PeeringParts.side;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcPeeringConnection;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From and to addresses of a peered VPC of another account, which may have listed the connection at another time.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html">VPC peering connection lifecycle</a>
 */
class ListedConnectionTest {

    private static final String FAR = Estates.OTHER_ACCOUNT;
    private static final Endpoint THERE = SmallVpc.range("10.9.0.0/24");
    private static final MadeInterface HOST =
            eni("eni-1").of("i-1").in("subnet-1").privateIps("10.0.0.10").groups("sg-1");
    private static final Set<ResourceKind> UNREAD = Set.of(ResourceKind.VPC_PEERING_CONNECTION);
    private static final Set<ResourceKind> READ = Set.of(ResourceKind.INSTANCE);

    static Stream<Arguments> listings() {
        return Stream.of(
                Arguments.of("active", "active", READ, YES),
                Arguments.of("active", null, UNREAD, YES),
                Arguments.of("active", "pending-acceptance", READ, YES),
                Arguments.of("pending-acceptance", "active", READ, YES),
                Arguments.of("provisioning", "active", READ, YES),
                Arguments.of("pending-acceptance", "pending-acceptance", READ, NO),
                Arguments.of("pending-acceptance", null, READ, NO),
                Arguments.of("pending-acceptance", null, UNREAD, UNKNOWN),
                Arguments.of("pending-acceptance", null, null, UNKNOWN),
                Arguments.of("active", "deleted", READ, NO),
                Arguments.of("rejected", "active", READ, NO),
                Arguments.of("deleted", null, UNREAD, NO),
                Arguments.of("deleting", "active", READ, UNKNOWN),
                Arguments.of("deleting", "pending-acceptance", READ, UNKNOWN),
                Arguments.of("pending-acceptance", "deleting", READ, UNKNOWN),
                Arguments.of("deleting", null, READ, UNKNOWN));
    }

    @ParameterizedTest(name = "{0} here, {1} there")
    @MethodSource("listings")
    void aConnectionCountsAsBothAccountsListIt(
            String here, String there, Set<ResourceKind> unread, Reachable expected) {
        Questions questions = Questions.of(estate(here, there, unread).build());

        for (Outcome outcome : List.of(
                questions.ask(Hosts.host(HOST), THERE, Hosts.SSH), questions.ask(THERE, Hosts.host(HOST), Hosts.SSH))) {
            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        }
    }

    /** @param unread null where the other account is not registered */
    private static Estates estate(String here, @Nullable String there, @Nullable Set<ResourceKind> unread) {
        Estates.Made<?>[] far = Stream.of(
                        Stream.of(
                                Made.of("vpc-9", new Vpc(List.of("10.9.0.0/16"), List.of(), false, FAR, null, null)),
                                FarEstates.subnet("subnet-9", "vpc-9", "10.9.0.0/24", FAR),
                                mainTable(
                                        "rtb-9", "vpc-9", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-1")),
                                openAcl("acl-9", "subnet-9")),
                        Stream.ofNullable(there).map(ListedConnectionTest::listed))
                .flatMap(parts -> parts)
                .toArray(Estates.Made[]::new);
        Estates estates = Estates.estate()
                .with(
                        Made.vpc("vpc-1", false, Estates.ACCOUNT),
                        FarEstates.subnet("subnet-1", "vpc-1", "10.0.0.0/24", Estates.ACCOUNT),
                        mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("10.9.0.0/16", "pcx-1")),
                        openAcl("acl-1", "subnet-1"),
                        group("sg-1").in("tcp", 22, 22, "10.9.0.0/16").out("-1", null, null, "0.0.0.0/0"),
                        listed(here));
        return unread == null ? estates : estates.sharedBy(FAR, unread, far);
    }

    private static Estates.Made<VpcPeeringConnection> listed(String status) {
        return connection(
                "pcx-1",
                status,
                side("vpc-1", "10.0.0.0/16"),
                side("vpc-9", FAR, Estates.REGION.region(), "10.9.0.0/16"));
    }
}
