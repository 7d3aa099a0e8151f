package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Network.targets;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.LoadBalancer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Application Load Balancers whose interfaces deny the traffic of internet gateways, as those of internal ones do by default, and whose do not.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html">Elastic Load Balancing API
 *     Reference, {@code ipv6.deny_all_igw_traffic}</a>
 */
class BalancersDenyingGatewaysTest {

    private static final List<String> FRONT = List.of("subnet-1");

    @ParameterizedTest
    @CsvSource({
        "internal,        dualstack, false, ::/0,      YES",
        "internal,        dualstack, true,  ::/0,      NO",
        "internal,        dualstack,     ,  ::/0,      NO",
        "internal,        ipv4,      false, ::/0,      NO",
        "internal,        dualstack, false, 0.0.0.0/0, NO",
        "internet-facing, dualstack, false, ::/0,      YES",
        "internet-facing, dualstack,     ,  ::/0,      YES",
        "internet-facing, dualstack, true,  ::/0,      NO",
        "internet-facing, dualstack, true,  0.0.0.0/0, YES"
    })
    void leadsToTargets(String scheme, String type, Boolean denies, String admitted, Reachable expected) {
        // given
        MadeInterface target =
                eni("eni-1").of("i-1").in("subnet-2").privateIps("10.0.2.10").groups("sg-1");
        Estates estates = Estates.estate()
                .with(
                        gateway("igw-1", "vpc-1"),
                        subnet("subnet-1", "vpc-1", "10.0.1.0/24", "2600:1f00::/64", "off"),
                        subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, "off"),
                        table("rtb-1", "vpc-1", false, FRONT, route("0.0.0.0/0", "igw-1"), route("::/0", "igw-1")),
                        mainTable("rtb-2", "vpc-1"),
                        openAcl("acl-1", "subnet-1", "subnet-2"),
                        group("sg-lb").in("tcp", 443, 443, admitted).out("-1", null, null, "0.0.0.0/0"),
                        group("sg-1").inFromGroup("sg-lb"),
                        balancer(scheme, type),
                        targets("app", "instance", 8080, null, "i-1"),
                        target);
        if (denies != null) {
            estates.with(node(denies));
        }
        Estate estate = estates.build();

        // when
        Exposed exposed = LoadBalancers.of(estate).to(target.resource()).stream()
                .map(Entrance::exposed)
                .reduce(Exposed.NOTHING, Exposed::union);

        // then
        assertThat(exposed.reachable()).as("%s", exposed).isEqualTo(expected);
    }

    private static Estates.Made<?> balancer(String scheme, String type) {
        return Made.of(
                "app/web/1",
                new LoadBalancer(
                        "application",
                        scheme,
                        "active",
                        null,
                        type,
                        "vpc-1",
                        FRONT,
                        List.of("sg-lb"),
                        null,
                        List.of(listener(443, "HTTPS", "app")),
                        null,
                        null));
    }

    private static MadeInterface node(boolean denies) {
        MadeInterface node = eni("eni-n")
                .in("subnet-1")
                .privateIps("10.0.1.20")
                .ipv6("2600:1f00::20")
                .groups("sg-lb")
                .requesterManaged("ELB app/web/1");
        return denies ? node.denyAllIgwTraffic() : node;
    }
}
