package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.PrivateAddress;
import io.muster.inventory.kind.ResourceKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From the internet to port 8080 of an interface in a subnet without a way out, by another address than its own: each sort of front
 * door has its ways in a static method {@code ways}, and in {@code unread} those where it was not read.
 */
abstract class FrontendWays {

    static final String BALANCER = Estates.REGION.arn(ResourceKind.LOAD_BALANCER, "app/web/1");
    static final String INSTANCE = Estates.REGION.arn(ResourceKind.INSTANCE, "i-1");

    static Map<String, Estates.Made<?>> network(Object... changes) {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        parts.put("gateway", gateway("igw-1", "vpc-1"));
        parts.put("front", subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, "off"));
        parts.put("private", subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, "off"));
        parts.put("table", mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local")));
        parts.put("acl", openAcl("acl-1", "subnet-1", "subnet-2"));
        parts.put("group", group("sg-1").in("tcp", 8080, 8080, "0.0.0.0/0"));
        return Network.changed(parts, changes);
    }

    static Object[] behindBalancer(Object... changes) {
        return with(
                new Object[] {
                    "balancer",
                    balancer(
                            "app/web/1",
                            "application",
                            "internal",
                            List.of("subnet-1"),
                            List.of("sg-lb"),
                            listener(8443, "HTTPS", "app")),
                    "targets",
                    targets("app", "instance", 8080, null, "i-1"),
                    "groupOfBalancer",
                    group("sg-lb").in("tcp", 8443, 8443, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
                    "group",
                    group("sg-1").inFromGroup("sg-lb")
                },
                changes);
    }

    static Arguments row(String trap, Reachable expected, String why, Object... changes) {
        return Arguments.of(trap, expected, why, network(changes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void aFrontendLeadsToItsTarget(String trap, Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        MadeInterface target = target();
        Estate estate = Estates.estate()
                .with(parts.values().toArray(Estates.Made[]::new))
                .with(target)
                .build();

        List<Entrance> entrances = Frontends.of(estate).to(target.resource());

        Exposed exposed = entrances.stream().map(Entrance::exposed).reduce(Exposed.NOTHING, Exposed::union);
        assertThat(exposed.reachable()).as("%s", entrances).isEqualTo(expected);
        assertThat(entrances.toString()).contains(why);
        if (expected == YES) {
            assertThat(exposed.describe()).containsExactly("tcp 8080");
            assertThat(entrances.get(0).hops().get(0).kind()).isIn(ResourceKind.ACCELERATOR, ResourceKind.VPC_ORIGIN);
        }
    }

    /** Where there is a sign of one alone. */
    @ParameterizedTest
    @MethodSource("unread")
    void aSignOfAFrontendIsUnknown(ResourceKind kind, Map<String, Estates.Made<?>> parts, Reachable expected) {
        MadeInterface target = target();
        Estate estate = Estates.estate()
                .with(parts.values().toArray(Estates.Made[]::new))
                .with(target)
                .without(kind)
                .build();

        List<Entrance> entrances = Frontends.of(estate).to(target.resource());

        Exposed exposed = entrances.stream().map(Entrance::exposed).reduce(Exposed.NOTHING, Exposed::union);
        assertThat(exposed.reachable()).isEqualTo(expected);
        if (expected == UNKNOWN) {
            assertThat(exposed.missing()).containsExactly(kind + " in global");
        }
    }

    private static MadeInterface target() {
        return eni("eni-1")
                .of("i-1")
                .in("subnet-2")
                .privateIps("10.0.2.10")
                .groups("sg-1")
                .addresses(Parts.of(
                        PrivateAddress.class,
                        "privateIp",
                        "10.0.2.10",
                        "primary",
                        true,
                        "publicIp",
                        "52.0.0.1",
                        "allocationId",
                        "eipalloc-1"));
    }
}
