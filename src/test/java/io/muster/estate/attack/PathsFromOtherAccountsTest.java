package io.muster.estate.attack;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.attack.TwoNetworks.OTHER_ACCOUNT;
import static io.muster.estate.attack.TwoNetworks.OTHER_REGION;
import static io.muster.estate.attack.TwoNetworks.attached;
import static io.muster.estate.attack.TwoNetworks.far;
import static io.muster.estate.attack.TwoNetworks.near;
import static io.muster.estate.attack.TwoNetworks.peered;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.reach.Network;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From a host of another account or region, which the internet reaches, over the network.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html">What is VPC peering?</a>
 */
class PathsFromOtherAccountsTest {

    static AttackPaths.Found found(TwoNetworks networks) {
        return AttackPaths.of(networks.here());
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                argumentSet("a peering with another account", peered(OTHER_ACCOUNT), "a host of another account"),
                argumentSet("a peering with another region", peered(OTHER_REGION), "a host of another region"),
                argumentSet("a transit gateway", attached(), "a host of another account"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aReachedHostElsewhereBeginsAPath(TwoNetworks networks, String from) {
        // when
        AttackPaths.Found found = found(networks);

        // then
        assertThat(found.missing()).isEmpty();
        assertThat(found.paths()).singleElement().satisfies(path -> {
            assertThat(path.title()).isEqualTo("From " + from + " over i-1 to admin, which is an administrator");
            assertThat(path.certain()).isTrue();
            assertThat(path.severity()).as("it takes another instance").isEqualTo(3);
            assertThat(path.steps())
                    .extracting(step -> step.resourceArn().replaceAll(".*/", ""))
                    .containsExactly("eni-i-2", "i-2", "i-1", "admin");
            assertThat(path.steps().get(2).why())
                    .isEqualTo(from + " reaches it by rule sgr-1 of sg-1 admits tcp 22 for 10.2.0.0/16,"
                            + " and it answers IMDSv1 requests");
            assertThat(path.otherAccounts()).isEmpty();
        });
    }

    static Stream<Arguments> members() {
        return Stream.of(
                argumentSet("a peering in one region", peered(OTHER_ACCOUNT), "true"),
                argumentSet("a peering of two regions", peered(OTHER_REGION), "none"),
                argumentSet("a transit gateway, of which it is not told", attached(), "false"));
    }

    /** The group here admits the members of the group there, and no address. */
    @ParameterizedTest
    @MethodSource("members")
    void membersOfAGroupThereAreAdmitted(TwoNetworks networks, String certain) {
        List<AttackPath> paths =
                found(networks.with("group", group("sg-1").inFromGroup("sg-2"))).paths();

        assertThat(paths)
                .extracting(path -> String.valueOf(path.certain()))
                .isEqualTo(certain.equals("none") ? List.of() : List.of(certain));
    }

    /** What the other account has is told to those who may see it; the others learn that there are such steps. */
    @Test
    void theOtherHostIsToldToThoseWhoSeeItsAccount() {
        // given
        AttackPath path = found(peered(OTHER_ACCOUNT)).paths().get(0);
        JsonNode document = AttackPathDocument.of(path);

        // when, then
        assertThat(AttackPathDocument.told(document.path("steps"), Estates.OTHER_ACCOUNT::equals))
                .hasSize(4);
        assertThat(AttackPathDocument.told(document.path("steps"), account -> false)
                        .toString())
                .contains("i-1")
                .doesNotContain("i-2", "sg-2", "vpc-2", Estates.OTHER_ACCOUNT);
        assertThat(AttackPathDocument.told(document.path("cuts"), account -> false)
                        .toString())
                .contains("require IMDSv2")
                .doesNotContain("i-2");
        assertThat(AttackPathDocument.toldToAll(path).toString())
                .doesNotContain("i-2", "sg-2", "vpc-2", Estates.OTHER_ACCOUNT);
    }

    /** Of another region of the account, all is told. */
    @Test
    void anotherRegionHidesNothing() {
        JsonNode document =
                AttackPathDocument.of(found(peered(OTHER_REGION)).paths().get(0));

        assertThat(AttackPathDocument.told(document.path("steps"), account -> false))
                .hasSize(4);
    }

    @Test
    void aWayFromTheInternetCountsFirst() {
        // given
        TwoNetworks networks = peered(OTHER_ACCOUNT)
                .near(new AttackHost(
                        "i-1", "vpc-1", "subnet-1", "10.1.1.100", List.of("sg-1"), List.of("52.0.0.1"), true, "admin"))
                .with("gateway", gateway("igw-1", "vpc-1"))
                .with(
                        "table",
                        mainTable(
                                "rtb-1",
                                "vpc-1",
                                route("10.1.0.0/16", "local"),
                                route("10.2.0.0/16", "pcx-1"),
                                route("0.0.0.0/0", "igw-1")))
                .with("group", group("sg-1").in("tcp", 22, 22, "0.0.0.0/0"));

        // when, then
        assertThat(found(networks).paths()).singleElement().satisfies(path -> {
            assertThat(path.title()).startsWith("From the internet over i-1");
            assertThat(path.severity()).isEqualTo(4);
        });
    }

    /** The instance that is reached need not have the prize itself. */
    @Test
    void aWayGoesOnHere() {
        // given
        AttackHost between =
                new AttackHost("i-1", "vpc-1", "subnet-1", "10.1.1.100", List.of("sg-1"), List.of(), true, "none");
        TwoNetworks networks = peered(OTHER_ACCOUNT)
                .near(between, near("i-3", "10.1.1.101", "sg-3", true))
                .with("inner", group("sg-3").inFromGroup("sg-1"));

        // when, then
        assertThat(found(networks).paths()).singleElement().satisfies(path -> {
            assertThat(path.title())
                    .isEqualTo("From a host of another account over i-1 and i-3 to admin, which is an administrator");
            assertThat(path.lateral()).isEqualTo(1);
        });
    }

    @Test
    void aLoadBalancerHereIsOnTheWay() {
        // given
        TwoNetworks networks = peered(OTHER_ACCOUNT)
                .with("group", group("sg-1").inFromGroup("sg-lb"))
                .with(
                        "balancer group",
                        group("sg-lb").in("tcp", 443, 443, "10.2.0.0/16").out("-1", null, null, "0.0.0.0/0"))
                .with(
                        "balancer",
                        Network.balancer(
                                "app/in/1",
                                "application",
                                "internal",
                                List.of("subnet-1"),
                                List.of("sg-lb"),
                                Network.listener(443, "HTTPS", "web")))
                .with("targets", Network.targets("web", "instance", 80, null, "i-1"))
                .with(
                        "node",
                        eni("eni-n")
                                .status("in-use")
                                .inVpc("vpc-1")
                                .in("subnet-1")
                                .privateIps("10.1.1.20")
                                .groups("sg-lb")
                                .described("ELB app/in/1"));

        // when, then
        assertThat(found(networks).paths()).singleElement().satisfies(path -> {
            assertThat(path.certain()).isTrue();
            assertThat(path.steps().get(2).why()).contains(" over app/in/1, and it answers");
        });
        assertThat(found(networks.unread(ResourceKind.LOAD_BALANCER)).missing())
                .contains("LOAD_BALANCER in eu-central-1");
    }

    /** What is told to others rests on the region alone: else two could hold each other up after the cause is gone. */
    @Test
    void aHostThatIsReachedSoIsNotToldToOthers() {
        AttackPaths search = AttackPaths.in(peered(OTHER_ACCOUNT).here(), Map.of());

        assertThat(search.from(search.instances())).isNotEmpty();
        assertThat(search.hosts().among(search.instances())).isEmpty();
    }

    /** A host is told where its VPC leads to others. */
    @Test
    void aHostThatCannotSendToOthersIsNotTold() {
        TwoNetworks networks = peered(OTHER_ACCOUNT)
                .with(
                        "far table",
                        mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local"), route("0.0.0.0/0", "igw-2")));

        assertThat(networks.held().hosts()).isEmpty();
        assertThat(peered(OTHER_ACCOUNT).held().hosts()).hasSize(1);
    }

    /** A rule for one address tells it apart from the others of its subnet and groups, at either end. */
    @Test
    void singleAddressesAreToldApart() {
        // given
        TwoNetworks networks = peered(OTHER_ACCOUNT)
                .with("group", group("sg-1").in("tcp", 22, 22, "10.2.1.107/32"))
                .with(
                        "far group",
                        group("sg-2")
                                .of("vpc-2")
                                .in("tcp", 443, 443, "0.0.0.0/0")
                                .out("-1", null, null, "10.1.1.9/32"))
                .far(IntStream.range(0, 10)
                        .mapToObj(i -> far("i-f" + i, "10.2.1." + (100 + i), true))
                        .toArray(AttackHost[]::new))
                .near(IntStream.range(0, 10)
                        .mapToObj(i -> near("i-n" + i, "10.1.1." + (5 + i), "sg-1", true))
                        .toArray(AttackHost[]::new));

        // when, then
        assertThat(found(networks).paths()).singleElement().satisfies(path -> {
            assertThat(path.entry().resourceId()).isEqualTo("i-n4");
            assertThat(path.steps().get(1).resourceArn()).endsWith("/i-f7");
        });
    }

    /** The tries are bounded, and enough where hosts are alike. */
    @Test
    void manyHostsThatAreAlikeAreLookedAtOnce() {
        // given
        TwoNetworks networks = peered(OTHER_ACCOUNT)
                .far(IntStream.range(0, 200)
                        .mapToObj(i -> far("i-f" + i, "10.2.1." + (i + 20), true))
                        .toArray(AttackHost[]::new))
                .near(IntStream.range(0, 200)
                        .mapToObj(i -> near("i-n" + i, "10.1.1." + (i + 20), "sg-1", true))
                        .toArray(AttackHost[]::new));

        // when
        AttackPaths.Found found = found(networks);

        // then
        assertThat(found.paths()).hasSize(200);
        assertThat(found.missing()).isEmpty();
    }

    /** A question about a change is answered by the same hosts. */
    @Test
    void aRuleThatLetsTheOtherNetworkInOpensAPath() {
        // given
        Estate before = peered(OTHER_ACCOUNT).with("group", group("sg-1")).here();
        Estate after = before.with(
                List.of(group("sg-1").in("tcp", 22, 22, "10.2.0.0/16").resource()), Set.of(), Map.of());
        assertThat(before.stored(SecurityGroup.class)).hasSize(1);

        // when, then
        assertThat(AttackPathChanges.between(before, after).changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.severityBefore()).isNull();
                    assertThat(change.severityAfter()).isEqualTo(3);
                });
    }
}
