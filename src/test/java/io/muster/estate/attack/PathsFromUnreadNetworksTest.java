package io.muster.estate.attack;

import static io.muster.estate.attack.TwoNetworks.OTHER_ACCOUNT;
import static io.muster.estate.attack.TwoNetworks.OTHER_REGION;
import static io.muster.estate.attack.TwoNetworks.attached;
import static io.muster.estate.attack.TwoNetworks.peered;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.inventory.HeldHosts;
import io.muster.inventory.SharedNetworks;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.AccountScope;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of paths from hosts of other accounts where parts of either network were not read, or may not be told. */
class PathsFromUnreadNetworksTest {

    /** Of either side a kind is not listed: no path is lost without a word, and the words name nothing of the other account. */
    @ParameterizedTest
    @MethodSource("kinds")
    void whatWasNotReadMakesItPossible(ResourceKind kind) {
        for (TwoNetworks networks : List.of(
                peered(OTHER_ACCOUNT).untold(kind),
                peered(OTHER_ACCOUNT).unread(kind),
                peered(OTHER_REGION).untold(kind),
                attached().untold(kind),
                attached().unread(kind))) {
            AttackPaths.Found found = PathsFromOtherAccountsTest.found(networks);

            assertThat(found.paths().isEmpty() && found.missing().isEmpty())
                    .as("%s", found)
                    .isFalse();
            assertThat(found.missing().toString())
                    .doesNotContain(Estates.OTHER_ACCOUNT, "sg-2", "rtb-2", "subnet-2", "vpc-2");
        }
    }

    /** Nor is one certain that there is not. */
    @ParameterizedTest
    @MethodSource("kinds")
    void whatWasNotReadMakesNoPathCertain(ResourceKind kind) {
        for (boolean isHere : List.of(true, false)) {
            NoPathsFromOtherAccountsTest.cut().forEach(one -> {
                TwoNetworks networks = (TwoNetworks) one.get()[0];

                AttackPaths.Found found =
                        PathsFromOtherAccountsTest.found(isHere ? networks.unread(kind) : networks.untold(kind));

                assertThat(found.paths())
                        .as("%s without %s", ((ArgumentSet) one).getName(), kind)
                        .noneMatch(AttackPath::certain);
            });
        }
    }

    static Stream<ResourceKind> kinds() {
        return HeldHosts.KINDS.stream().sorted();
    }

    @Test
    void routesAndGroupsThatWereNotReadThereAreAPerhaps() {
        for (ResourceKind kind : List.of(ResourceKind.SECURITY_GROUP, ResourceKind.ROUTE_TABLE)) {
            assertThat(PathsFromOtherAccountsTest.found(peered(OTHER_ACCOUNT).untold(kind))
                            .paths())
                    .as("%s", kind)
                    .singleElement()
                    .satisfies(path -> assertThat(path.certain()).isFalse());
        }
    }

    @Test
    void aHostThatIsPerhapsHeldMakesThePathPossible() {
        // given
        HeldHosts held = peered(OTHER_ACCOUNT).held();
        HeldHosts.HeldHost host = held.hosts().get(0);
        HeldHosts doubted = new HeldHosts(
                List.of(new HeldHosts.HeldHost(
                        host.arn(),
                        host.scope(),
                        false,
                        host.atLarge(),
                        host.hardlyWeak(),
                        host.steps(),
                        host.interfaces())),
                held.networks(),
                false,
                false,
                0,
                0);

        // when
        AttackPaths.Found found = AttackPaths.of(peered(OTHER_ACCOUNT).here(doubted));

        // then
        assertThat(found.paths()).singleElement().satisfies(path -> {
            assertThat(path.certain()).isFalse();
            assertThat(path.severity()).isEqualTo(2);
        });
        assertThat(found.missing()).isNotEmpty();
    }

    /** Nor does the answer tell whether there are hosts that the caller may not see: in a question about a change, it would. */
    @Test
    void hostsOfAccountsThatTheCallerMayNotSeeAreLeftOut() {
        // given
        TwoNetworks networks = peered(OTHER_ACCOUNT);
        AccountScope own = AccountScope.of(List.of(Estates.ACCOUNT));

        // when
        AttackPaths.Found hidden = AttackPaths.of(networks.here(networks.held().within(own)));
        AttackPaths.Found none = AttackPaths.of(networks.here(HeldHosts.NONE.within(own)));

        // then
        assertThat(hidden.paths()).isEmpty();
        assertThat(hidden.missing())
                .isEqualTo(none.missing())
                .containsExactly("further hosts of other accounts and regions");
        assertThat(AttackPaths.of(networks.here(networks.held()
                                .within(AccountScope.of(List.of(Estates.ACCOUNT, Estates.OTHER_ACCOUNT)))))
                        .paths())
                .hasSize(1);
        assertThat(networks.held().within(AccountScope.EVERY_ACCOUNT)).isEqualTo(networks.held());
        assertThat(AttackPaths.of(networks.with("table", mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local")))
                                .here(HeldHosts.NONE.within(own)))
                        .missing())
                .as("where no table leads to others")
                .isEmpty();
    }

    @Test
    void routeTablesThatWereNotReadMayLeadToOthers() {
        assertThat(AttackPaths.of(peered(OTHER_ACCOUNT)
                                .unread(ResourceKind.ROUTE_TABLE)
                                .here(HeldHosts.NONE))
                        .missing())
                .contains("ROUTE_TABLE in eu-central-1");
    }

    @Test
    void hostsThatAreNotToldAreCounted() {
        HeldHosts held = new HeldHosts(List.of(), SharedNetworks.NONE, true, true, 2, 0);

        assertThat(AttackPaths.of(peered(OTHER_ACCOUNT).here(held)).missing())
                .containsExactlyInAnyOrder(
                        "further hosts of other accounts and regions",
                        "ways from hosts of other accounts in VPCs that are shared",
                        "regions that did not tell all of their hosts: 2");
    }
}
