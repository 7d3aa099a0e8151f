package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Subnet;
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

    private static final String AVAILABLE = "available";

    /**
     * What each hop sees as the destination is told by the source.
     *
     * @param out    what the groups of the interface let out
     * @param onward the path to the destination from the gateway's interface and an address of it, told by that address
     */
    Passage passage(Gate out, BiFunction<Resource<NetworkInterface>, Cidr, Passage> onward) {
        Optional<NatGateway> known = estate.stored(NatGateway.class, gateway)
                .filter(estate::current)
                .map(Resource::attributes)
                .filter(NatPath::isFollowed);
        List<Passage> ways = known.stream()
                .flatMap(nat -> nat.addresses().stream()
                        .map(NatGatewayAddress::privateIp)
                        .flatMap(address -> Cidr.tryParse(address).stream())
                        .map(address -> through(nat, onward.apply(node(nat, address), address), address)))
                .toList();
        boolean isOne =
                !ways.isEmpty() && ways.stream().map(Passage::admits).distinct().count() == 1;
        List<Gate> gates = new ArrayList<>(List.of(out));
        gates.addAll(isOne ? ways.get(0).gates() : List.of(untold()));
        return new Passage(List.copyOf(gates));
    }

    /** A regional one is in no subnet, and one with appliances may drop what these do not let pass. */
    private static boolean isFollowed(NatGateway nat) {
        return AVAILABLE.equals(nat.state())
                && nat.subnetId() != null
                && nat.vpcId() != null
                && nat.applianceArns().isEmpty();
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

    private Resource<NetworkInterface> node(NatGateway nat, Cidr address) {
        Optional<Resource<Subnet>> subnet = Subnets.of(estate).find(String.valueOf(nat.subnetId()));
        Resource<NetworkInterface> bare = new UnlistedInterface(
                        estate,
                        subnet.<Resource<?>>map(found -> found).orElse(from),
                        String.valueOf(nat.subnetId()),
                        List.of(),
                        null)
                .resource();
        return new Resource<>(
                bare.arn(),
                bare.kind(),
                bare.scope(),
                gateway,
                null,
                bare.tags(),
                AddressedInterface.with(bare.attributes(), List.of(address)));
    }
}
