package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.PrivateAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small networks whose answers AWS documents, or the standards that it names: protocols, ports, addresses and entries at their edges; each subject has them in {@code networks}. */
abstract class BoundaryNetworks {

    static final NetworkAclEntry IN = in(900, true, "-1", null, null, "0.0.0.0/0");
    static final NetworkAclEntry OUT = out(900, true, "-1", null, null, "0.0.0.0/0");

    static ServiceRange services(String protocol, Integer port) {
        return ServiceRange.asked(protocol, port).orElseThrow();
    }

    static Arguments into(String name, Reachable expected, ServiceRange services, String from, Object... changes) {
        return argumentSet(name, expected, SmallVpc.into(network(changes), range(from), "eni-a", services));
    }

    static Arguments leaving(
            String name, Reachable expected, ServiceRange services, String eni, String to, Object... changes) {
        return argumentSet(name, expected, SmallVpc.out(network(changes), eni, range(to), services));
    }

    static Arguments path(String name, Reachable expected, Object... changes) {
        return argumentSet(name, expected, SmallVpc.between(network(changes), "eni-a", "eni-b"));
    }

    static Object[] filtered(NetworkAclEntry... entries) {
        return new Object[] {"publicAcl", acl("acl-1", List.of("subnet-1"), entries)};
    }

    static Object[] admitting(Estates.Made<?> group) {
        return new Object[] {"group", group};
    }

    static MadeInterface a() {
        return eni("eni-a").of("i-a").in("subnet-1").privateIps("10.0.1.10").groups("sg-1");
    }

    static PrivateAddress address(String ip, boolean primary, Object... more) {
        return Parts.of(PrivateAddress.class, Network.with(new Object[] {"privateIp", ip, "primary", primary}, more));
    }

    static final String CLIENT = "8.8.8.8/32";

    @ParameterizedTest
    @MethodSource("networks")
    void theAnswerIsAsDocumented(Reachable expected, Outcome outcome) {
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }
}
