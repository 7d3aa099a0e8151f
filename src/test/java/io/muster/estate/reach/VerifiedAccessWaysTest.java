package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code eni-v} of a Verified Access endpoint, which may lead to SSH of host B. */
class VerifiedAccessWaysTest {

    private static final MadeGroup OUT = group("sg-v").out("-1", null, null, "0.0.0.0/0");

    @ParameterizedTest
    @MethodSource
    void leadWhereTheirInterfacesGet(MadeGroup own, MadeGroup ofHost, Reachable expected) {
        // when
        List<GuardedWay> ways = ways(endpoint().tag("VerifiedAccessManaged", "true"), own, ofHost);

        // then
        assertThat(ways).extracting(GuardedWay::resourceId).containsExactly("eni-v");
        assertThat(ways).extracting(way -> way.outcome().reachable()).containsExactly(expected);
    }

    static Stream<Arguments> leadWhereTheirInterfacesGet() {
        MadeGroup admitting = ofHost("sg-v");
        return Stream.of(
                argumentSet("the host admits the endpoint", OUT, admitting, UNKNOWN),
                argumentSet("the host admits others", OUT, ofHost("sg-x"), NO),
                argumentSet("the endpoint lets nothing out", group("sg-v"), admitting, NO));
    }

    @Test
    void sayWhatIsNotRead() {
        // when
        List<GuardedWay> ways = ways(endpoint().tag("VerifiedAccessManaged", "true"), OUT, ofHost("sg-v"));

        // then
        assertThat(ways.get(0).outcome().missing())
                .containsExactly("to what the Verified Access endpoint of eni-v leads");
    }

    @Test
    void areNotTakenFromOtherInterfaces() {
        assertThat(ways(endpoint(), OUT, ofHost("sg-v"))).isEmpty();
        assertThat(ways(endpoint().tag("VerifiedAccessManaged", "false"), OUT, ofHost("sg-v")))
                .isEmpty();
    }

    private static MadeGroup ofHost(String admitted) {
        return group("sg-b").inFromGroup(admitted);
    }

    private static MadeInterface endpoint() {
        return eni("eni-v")
                .status("in-use")
                .in("subnet-1")
                .privateIps("10.0.1.98")
                .groups("sg-v");
    }

    private static List<GuardedWay> ways(MadeInterface endpoint, MadeGroup own, MadeGroup ofHost) {
        Map<String, Estates.Made<?>> parts =
                Network.changed(network(), "endpoint", endpoint, "groupV", own, "groupB", ofHost);
        return GuardedWays.of(Hosts.estate(parts)).to(B.resource(), SSH).stream()
                .filter(way -> way.kind() == ResourceKind.NETWORK_INTERFACE)
                .toList();
    }
}
