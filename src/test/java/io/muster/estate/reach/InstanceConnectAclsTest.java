package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.NEAR;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.NetworkAclEntry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** By an Instance Connect Endpoint in subnet-1 that keeps the client's address, 8.8.8.8 or another one, to SSH of a host. */
class InstanceConnectAclsTest extends InstanceConnectWays {

    private static final String CLIENT = "8.8.8.8/32";
    private static final String HOST = "10.0.2.10/32";
    private static final NetworkAclEntry SSH_OUT = out(100, true, "6", 22, 22, HOST);
    private static final NetworkAclEntry ANSWERS_IN = in(100, true, "6", 1024, 65535, HOST);
    private static final NetworkAclEntry SSH_IN = in(100, true, "6", 22, 22, CLIENT);
    private static final NetworkAclEntry ANSWERS_OUT = out(100, true, "6", 1024, 65535, CLIENT);

    static Stream<Arguments> ways() {
        return Stream.of(
                row("that no route leads back to", B, YES, "takes the answers back"),
                row("with no more than both ACLs need", B, YES, "takes the answers back", ofEndpoint(), ofHost()),
                row("not let out of the endpoint's subnet", B, NO, "no entry", ofEndpoint(ANSWERS_IN), ofHost()),
                row("without answers to the endpoint", B, NO, "lets answers through", ofEndpoint(SSH_OUT), ofHost()),
                row("not let into the host's subnet", B, NO, "no entry", ofEndpoint(), ofHost(ANSWERS_OUT)),
                row("without answers of the host", B, NO, "lets answers through", ofEndpoint(), ofHost(SSH_IN)),
                row(
                        "that the group alone admits",
                        B,
                        NO,
                        "no rule of sg-b",
                        ofEndpoint(),
                        ofHost(in(90, false, "-1", null, null, CLIENT), in(100, true, "-1", null, null, "0.0.0.0/0"))),
                row(
                        "in the host's own subnet",
                        NEAR,
                        YES,
                        "takes the answers back",
                        ofEndpoint(new NetworkAclEntry[0])),
                row("with an ACL that is not known", B, UNKNOWN, "which network ACL guards subnet-2", ofEndpoint()));
    }

    private static Arguments row(String trap, MadeInterface host, Reachable expected, String why, Object... acls) {
        Map<String, Estates.Made<?>> parts = network(with(
                new Object[] {
                    "eice",
                    GuardedWaysTest.endpoint("vpc-1", "create-complete", true, "ipv4"),
                    "out",
                    group("sg-eice").out("-1", null, null, "0.0.0.0/0"),
                    "groupB",
                    group("sg-b").in("tcp", 22, 22, CLIENT),
                    "acl",
                    acls.length == 0 ? openAcl("acl-1", "subnet-1", "subnet-2") : acls[0]
                },
                acls.length < 2 ? new Object[0] : new Object[] {"other", acls[1]}));
        return argumentSet(trap, host, expected, why, parts);
    }

    private static Estates.Made<?> ofEndpoint() {
        return ofEndpoint(SSH_OUT, ANSWERS_IN);
    }

    private static Estates.Made<?> ofEndpoint(NetworkAclEntry... entries) {
        return acl("acl-1", List.of("subnet-1"), entries);
    }

    private static Estates.Made<?> ofHost() {
        return ofHost(SSH_IN, ANSWERS_OUT);
    }

    private static Estates.Made<?> ofHost(NetworkAclEntry... entries) {
        return acl("acl-2", List.of("subnet-2"), entries);
    }
}
