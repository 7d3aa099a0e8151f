package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The path from an interface to a private address by a NAT gateway, which hands the packets on from an address of its own: within the VPC, or to
 * another one by what the table of its subnet leads to.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html">NAT gateways</a>: private ones, and public ones too, connect to
 *     other VPCs
 */
record NatPath(Estate estate, Resource<NetworkInterface> from, Cidr source, Cidr destination, String gateway) {

    /**
     * What each hop sees as the destination is told by the source.
     *
     * @param out    what the groups of the interface let out
     * @param onward the path to the destination from the gateway's interface and an address of it, told by that address
     */
    Passage passage(Gate out, BiFunction<Resource<NetworkInterface>, Cidr, Passage> onward) {
        Optional<NatNode> known = NatNode.of(estate, gateway);
        List<Passage> ways = known.stream()
                .flatMap(nat -> nat.addresses()
                        .map(address -> through(nat.gateway(), onward.apply(nat.at(address), address), address)))
                .toList();
        boolean isOne =
                !ways.isEmpty() && ways.stream().map(Passage::admits).distinct().count() == 1;
        List<Gate> gates = new ArrayList<>(List.of(out));
        gates.addAll(isOne ? ways.get(0).gates() : List.of(untold()));
        return new Passage(List.copyOf(gates));
    }

    private Gate untold() {
        return Gate.unknown(gateway, ResourceKind.NAT_GATEWAY, "where " + gateway + " leads to");
    }

    private Passage through(NatGateway nat, Passage onward, Cidr address) {
        NatGateways gateways = new NatGateways(estate);
        String vpc = String.valueOf(from.attributes().vpcId());
        List<Gate> gates = new ArrayList<>();
        if (!Objects.equals(nat.subnetId(), from.attributes().subnetId())) {
            NetworkAcls acls = NetworkAcls.of(estate);
            String subnet = String.valueOf(from.attributes().subnetId());
            gates.add(told(acls.out(subnet)));
            gates.addAll(gateways.between(from, gateway, vpc));
            gates.add(told(acls.answersIn(subnet)));
        }
        gates.add(told(NatGateways.translating(gateway)));
        onward.gates().forEach(gate -> gates.add(gate.readdressed(address, CidrSet.of(source))));
        return new Passage(gates);
    }

    private Gate told(Gate gate) {
        return gate.readdressed(destination, CidrSet.of(source));
    }
}
