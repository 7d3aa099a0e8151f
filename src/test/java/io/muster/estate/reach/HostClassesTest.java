package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostClassesTest {

    private static final MadeGroup OPEN =
            group("sg-1").in("tcp", 22, 22, "0.0.0.0/0").in("tcp", 22, 22, "::/0");

    private static MadeInterface one() {
        return eni("eni-1").of("i-1").groups("sg-1");
    }

    private static MadeInterface other() {
        return eni("eni-2").of("i-2").groups("sg-1");
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                argumentSet("alike", OPEN, one().privateIps("10.0.0.5"), other().privateIps("10.0.0.6"), 1),
                argumentSet(
                        "alike with two addresses each",
                        OPEN,
                        one().privateIps("10.0.0.5").ipv6("2600:1f00::5"),
                        other().privateIps("10.0.0.6").ipv6("2600:1f00::6"),
                        1),
                argumentSet(
                        "one has an IPv6 address as well",
                        OPEN,
                        one().privateIps("10.0.0.5").ipv6("2600:1f00::5"),
                        other().privateIps("10.0.0.6"),
                        2),
                argumentSet(
                        "one has an IPv6 address alone",
                        OPEN,
                        one().privateIps().ipv6("2600:1f00::5"),
                        other().privateIps("10.0.0.6").ipv6("2600:1f00::6"),
                        2),
                argumentSet(
                        "one is named",
                        group("sg-1").in("tcp", 22, 22, "10.0.0.5/32"),
                        one().privateIps("10.0.0.5"),
                        other().privateIps("10.0.0.6"),
                        2),
                argumentSet(
                        "prefixes that are not named",
                        OPEN,
                        one().privateIps("10.0.0.5").ipv4Prefixes("10.0.0.32/28"),
                        other().privateIps("10.0.0.6").ipv4Prefixes("10.0.0.48/28"),
                        1),
                argumentSet(
                        "one has a prefix of which a part is named",
                        group("sg-1").in("tcp", 22, 22, "10.0.0.40/32"),
                        one().privateIps("10.0.0.5").ipv4Prefixes("10.0.0.32/28"),
                        other().privateIps("10.0.0.6"),
                        2),
                argumentSet(
                        "a family of which no rule speaks",
                        group("sg-1").in("tcp", 22, 22, "10.0.0.0/24"),
                        one().privateIps("10.0.0.5").ipv6("2600:1f00::5"),
                        other().privateIps("10.0.0.6"),
                        2));
    }

    /** Of one subnet, with the same groups. */
    @ParameterizedTest
    @MethodSource("pairs")
    void hostsAreToldApartByTheirAddresses(MadeGroup group, MadeInterface one, MadeInterface other, int classes) {
        // given
        Estate estate = Estates.estate()
                .with(Network.subnet("subnet-1"), group, instance("i-1"), instance("i-2"), one, other)
                .build();
        List<Resource<Instance>> hosts = estate.all(Instance.class);

        // when, then
        assertThat(HostClasses.of(hosts, estate)).hasSize(classes);
        assertThat(Stream.of(one, other)
                        .map(MadeInterface::resource)
                        .map(HostClasses.ofSources(estate, AddressGroups.of(estate)))
                        .distinct())
                .hasSize(classes);
    }
}
