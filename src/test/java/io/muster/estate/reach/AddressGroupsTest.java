package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.FarHosts.OTHER_ACCOUNT;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.estate;
import static io.muster.estate.reach.Hosts.network;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Interfaces with as many addresses as those of a node of EKS. */
class AddressGroupsTest {

    private static final MadeInterface SOURCE = eni("eni-a")
            .of("i-a")
            .in("subnet-1")
            .privateIps(addresses("10.0.1.", 30))
            .ipv6("2600::5", "2600::6")
            .groups("sg-a");
    private static final MadeInterface TARGET = eni("eni-b")
            .of("i-b")
            .in("subnet-2")
            .privateIps(addresses("10.0.2.", 30))
            .ipv6("2600::7")
            .groups("sg-b");

    private static String[] addresses(String network, int count) {
        return IntStream.range(10, 10 + count).mapToObj(n -> network + n).toArray(String[]::new);
    }

    private static Estate admitting(String... ranges) {
        var admitting = group("sg-b");
        Stream.of(ranges).forEach(range -> admitting.in("tcp", 22, 22, range));
        return estate(network("a", SOURCE, "b", TARGET, "groupB", admitting));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.1.0/24, 2",
        "10.0.1.9/32, 2",
        "10.0.1.20/32, 3",
        "10.0.1.16/28 10.0.1.20/32, 4",
        "2600::5/128, 3",
        "10.0.2.20/32, 3"
    })
    void asManyPairsAreAskedAsTheNetworkTellsApart(String ranges, int expected) {
        Estate estate = admitting(ranges.split(" ", -1));

        assertThat(HostPair.all(estate, SOURCE.resource(), TARGET.resource())).hasSize(expected);
    }

    @Test
    void whatGetsThroughIsToldOfAllAddresses() {
        // given
        Estate estate = admitting("10.0.1.16/28", "10.0.1.20/32");

        // when
        Outcome outcome = Questions.of(estate).ask(Hosts.host(SOURCE), Hosts.host(TARGET), SSH);

        // then
        assertThat(outcome.admitted().peers()).isEqualTo(CidrSet.parse("10.0.1.16/28"));
    }

    @ParameterizedTest
    @CsvSource({"10.0.1.39/32, YES", "10.0.1.40/32, NO"})
    void oneAddressIsEnough(String admitted, Reachable expected) {
        Outcome outcome = Questions.of(admitting(admitted)).ask(Hosts.host(SOURCE), Hosts.host(TARGET), SSH);

        assertThat(outcome.reachable()).isEqualTo(expected);
    }

    private static Stream<Cidr> firsts(Estate estate, MadeInterface of) {
        return AddressGroups.of(estate).of(of.resource()).stream().map(AddressGroups.Group::first);
    }

    @Test
    void thePartsOfAPrefixAreToldApart() {
        // given
        MadeInterface node = eni("eni-a").privateIps("10.0.1.10").ipv4Prefixes("10.0.1.32/28");
        Estate estate = admitting("10.0.1.32/30", "10.0.1.40/32");

        // when
        List<AddressGroups.Group> groups = AddressGroups.of(estate).of(node.resource());

        // then
        assertThat(groups)
                .extracting(AddressGroups.Group::all)
                .containsExactly(
                        CidrSet.parse("10.0.1.10", "10.0.1.36/30", "10.0.1.41", "10.0.1.42/31", "10.0.1.44/30"),
                        CidrSet.parse("10.0.1.32/30"),
                        CidrSet.parse("10.0.1.40"));
        assertThat(firsts(estate, node))
                .containsExactly(Cidr.parse("10.0.1.10"), Cidr.parse("10.0.1.32"), Cidr.parse("10.0.1.40"));
    }

    @Test
    void theRangesOfBothAccountsTellAddressesApart() {
        // given
        Estate here = Estates.estate()
                .with(group("sg-1").out("-1", null, null, "10.2.1.12/32"))
                .build();
        Estate there = Estates.estate()
                .with(group("sg-2").in("tcp", 22, 22, "10.1.1.11/32"))
                .at(OTHER_ACCOUNT)
                .build();
        MadeInterface node = eni("eni-1").privateIps("10.1.1.10", "10.1.1.11", "10.1.1.13", "10.2.1.12");

        // then
        assertThat(AddressGroups.of(here, there).of(node.resource())).hasSize(3);
        assertThat(AddressGroups.of(here, there)).isSameAs(AddressGroups.of(here, there));
    }

    @ParameterizedTest
    @CsvSource({"10.1.1.39/32, YES", "10.1.1.40/32, NO"})
    void oneAddressIsEnoughForAnotherAccount(String admitted, Reachable expected) {
        FarHosts hosts = FarHosts.peered(
                OTHER_ACCOUNT,
                "host",
                eni("eni-1")
                        .of("i-1")
                        .in("subnet-1")
                        .privateIps(addresses("10.1.1.", 30))
                        .groups("sg-1"),
                "far host",
                eni("eni-2")
                        .of("i-2")
                        .inVpc("vpc-2")
                        .in("subnet-2")
                        .privateIps(addresses("10.2.1.", 30))
                        .groups("sg-2"),
                "far group",
                group("sg-2").in("tcp", 22, 22, admitted));

        assertThat(hosts.there().reachable()).isEqualTo(expected);
    }
}
