package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.HubNetworks.ANY;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Vpc;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@link HubNetworks}, and vpc-5 of the hub's owner, which is not attached: it has the host eni-x with the public address 52.0.0.77. It sees packets of the
 * host eni-1 come from the NAT gateway of vpc-9, 52.0.0.9.
 */
final class CentralShops {

    static final Scope HUB = Scope.of(Estates.OTHER_ACCOUNT, Estates.REGION.region());
    static final ServiceRange HTTPS = ServiceRange.asked("tcp", 443).orElseThrow();

    private CentralShops() {}

    /** Of one account, with more parts. */
    static Estate ofOneAccount(Object[] changes, Estates.Made<?>... more) {
        Map<String, Estates.Made<?>> parts = HubNetworks.parts(Estates.ACCOUNT, changes);
        return Estates.estate()
                .with(HubNetworks.of(parts, true))
                .with(HubNetworks.of(parts, false))
                .with(shop(Estates.ACCOUNT))
                .with(more)
                .build();
    }

    /** From the one host to the other, which admits the range, where all is of one account. */
    static Outcome inOneAccount(String admitted, Object... changes) {
        Estate estate = ofOneAccount(changes, host(), admitting(admitted));
        return Questions.of(estate).ask(ReachCase.host(estate, "eni-1"), ReachCase.host(estate, "eni-x"), HTTPS);
    }

    /** The same, where the hub and the other host are of a second account. */
    static Outcome inTwoAccounts(String admitted, Object... changes) {
        Map<String, Estates.Made<?>> parts = HubNetworks.parts(HUB.accountId(), changes);
        Estates.Made<?>[] own = HubNetworks.of(parts, false);
        Estates.Made<?>[] hubs = HubNetworks.of(parts, true);
        Estate here = Estates.estate()
                .with(own)
                .toldBy(HUB, Set.of(ResourceKind.INSTANCE), hubs)
                .build();
        Estate there = Estates.estate()
                .with(hubs)
                .with(shop(HUB.accountId()))
                .with(host(), admitting(admitted))
                .at(HUB)
                .toldBy(Estates.REGION, Set.of(ResourceKind.INSTANCE), own)
                .build();
        return new FarQuestions(here, there)
                .ask(
                        (Endpoint.Host) ReachCase.host(here, "eni-1"),
                        (Endpoint.Host) ReachCase.host(there, "eni-x"),
                        HTTPS);
    }

    private static Estates.Made<?>[] shop(String account) {
        return new Estates.Made<?>[] {
            Made.of("vpc-5", new Vpc(List.of("10.5.0.0/16"), List.of(), false, account, null, null)),
            FarEstates.subnet("subnet-5", "vpc-5", "10.5.1.0/24", account),
            openAcl("acl-5", "subnet-5"),
            gateway("igw-5", "vpc-5"),
            mainTable("rtb-5", "vpc-5", route("10.5.0.0/16", "local"), route(ANY, "igw-5"))
        };
    }

    static Estates.Made<?> host() {
        return eni("eni-x")
                .of("i-x")
                .inVpc("vpc-5")
                .in("subnet-5")
                .privateIps("10.5.1.77")
                .publicIps("52.0.0.77")
                .groups("sg-x");
    }

    static Estates.Made<?> admitting(String range) {
        return group("sg-x").of("vpc-5").in("tcp", 443, 443, range).out("-1", null, null, ANY);
    }

    /** A NAT gateway of vpc-9 beside its usual one, or in place of it; null for a public address that is not told. */
    static Estates.Made<?> nat(String id, String... publicIps) {
        return Made.of(
                id,
                Parts.of(
                        NatGateway.class,
                        "state",
                        "available",
                        "connectivityType",
                        "public",
                        "vpcId",
                        "vpc-9",
                        "subnetId",
                        "subnet-8",
                        "addresses",
                        Stream.of(publicIps)
                                .map(ip -> Parts.of(NatGatewayAddress.class, "privateIp", "10.9.2.5", "publicIp", ip))
                                .toList()));
    }
}
