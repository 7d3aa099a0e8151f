package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.HostEstates.hosts;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.ReachCase.out;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ClientVpnAuthorizationRule;
import io.muster.inventory.kind.ClientVpnEndpoint;
import io.muster.inventory.kind.ClientVpnRoute;
import io.muster.inventory.kind.ClientVpnTargetNetwork;
import java.util.List;
import java.util.stream.Stream;

/** Small estates in which a host is reached by those who pass a guard. */
final class GuardedEstates {

    private GuardedEstates() {}

    static Stream<ReachCase> all() {
        Estates.Made<?> out = group("sg-e").out("-1", null, null, "0.0.0.0/0");
        Estates.Made<?> own = eni("eni-e")
                .status("in-use")
                .in("subnet-1")
                .privateIps("10.0.1.99")
                .groups("sg-e")
                .requesterManaged("EIC");
        return Stream.of(
                new ReachCase(
                        "an Instance Connect Endpoint",
                        hosts("endpoint", Network.connectEndpoint(false, "sg-e"), "own", own, "groupE", out),
                        ReachCase::guarded),
                new ReachCase(
                        "an Instance Connect Endpoint that keeps the client's address",
                        hosts(
                                "endpoint",
                                Network.connectEndpoint(true, "sg-e"),
                                "own",
                                own,
                                "groupE",
                                out,
                                "groupB",
                                group("sg-b").in("tcp", 22, 22, "0.0.0.0/0")),
                        ReachCase::guarded),
                new ReachCase("Systems Manager", hosts("node", Network.agent("Online")), ReachCase::guarded),
                new ReachCase(
                        "Client VPN",
                        hosts(
                                "groupE",
                                out,
                                "vpn",
                                Made.of(
                                        "cvpn-endpoint-1",
                                        Parts.of(
                                                ClientVpnEndpoint.class,
                                                "state",
                                                "available",
                                                "vpcId",
                                                "vpc-1",
                                                "securityGroupIds",
                                                List.of("sg-e"),
                                                "authorizationRules",
                                                List.of(Parts.of(
                                                        ClientVpnAuthorizationRule.class,
                                                        "destination",
                                                        "10.0.0.0/16",
                                                        "accessAll",
                                                        true,
                                                        "state",
                                                        "active")),
                                                "routes",
                                                List.of(Parts.of(
                                                        ClientVpnRoute.class,
                                                        "destination",
                                                        "10.0.0.0/16",
                                                        "target",
                                                        "subnet-1",
                                                        "state",
                                                        "active")),
                                                "targetNetworks",
                                                List.of(new ClientVpnTargetNetwork(
                                                        "subnet-1", "vpc-1", "associated", List.of("sg-e")))))),
                        ReachCase::guarded));
    }
}
