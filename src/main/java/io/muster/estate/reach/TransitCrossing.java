package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A transit gateway between two interfaces in different VPCs, in one direction.
 *
 * @param estate that of the one that sends
 * @param far    that of the other
 */
record TransitCrossing(Estate estate, Estate far, String gateway) {

    /** Of one estate. */
    TransitCrossing(Estate estate, String gateway) {
        this(estate, estate, gateway);
    }

    /** The network ACLs from the one subnet to the other, with the gateway between them. */
    List<Gate> guarded(
            Resource<NetworkInterface> one,
            Resource<NetworkInterface> other,
            Cidr towards,
            UnaryOperator<Gate> crossing,
            BiFunction<NetworkAcls, String, Gate> out,
            BiFunction<NetworkAcls, String, Gate> in) {
        String subnet = one.attributes().subnetId();
        AttachedVpc here = attached(one);
        AttachedVpc there = entered(one, other);
        List<Gate> gates = new ArrayList<>(here.acls(subnet).leaving(one, here.acl(out), here.acl(in)));
        gates.add(crossing.apply(taken(one, other)));
        astray(one, other, towards).forEach(gate -> gates.add(crossing.apply(gate)));
        gates.addAll(there.acls(subnet).entering(other, there.acl(out), there.acl(in)));
        return gates;
    }

    /** What the gateway takes from the subnet of the one to the VPC of the other. */
    Gate taken(Resource<NetworkInterface> one, Resource<NetworkInterface> other) {
        AttachedVpc left = attached(one);
        AttachedVpc entered = beyond(other);
        boolean isShown = TransitGateways.of(left.knowing()).isAttached(gateway, left.vpc());
        return isShown || entered.mayBeEntered() || new NetworkOwners(far).lead(entered.vpc(), gateway)
                ? left.towards(String.valueOf(one.attributes().subnetId()), entered.vpc())
                : Gate.closed(gateway, ResourceKind.TRANSIT_GATEWAY, "it does not lead to " + entered.vpc());
    }

    /** The routes behind the gateway that lead packets elsewhere than to the other. */
    List<Gate> astray(Resource<NetworkInterface> one, Resource<NetworkInterface> other, Cidr towards) {
        return entered(one, other)
                .astray(
                        one.attributes().subnetId(),
                        String.valueOf(other.attributes().subnetId()),
                        CidrSet.of(towards));
    }

    private AttachedVpc attached(Resource<NetworkInterface> one) {
        return AttachedVpc.of(estate, gateway, String.valueOf(one.attributes().vpcId()));
    }

    private AttachedVpc beyond(Resource<NetworkInterface> other) {
        return AttachedVpc.of(far, gateway, String.valueOf(other.attributes().vpcId()));
    }

    /** The VPC that packets enter: by the gateway, or by the one that it is peered with and to which alone the VPC is attached. */
    private AttachedVpc entered(Resource<NetworkInterface> one, Resource<NetworkInterface> other) {
        AttachedVpc direct = beyond(other);
        TransitGateways shown = TransitGateways.of(direct.knowing());
        if (shown.isAttached(gateway, direct.vpc())) {
            return direct;
        }
        List<String> peers = attached(one).hub().stream()
                .flatMap(hub -> new TransitPeers(estate, hub, gateway).behind())
                .map(TransitPeers.Peer::gateway)
                .filter(peer -> shown.isAttached(peer, direct.vpc()))
                .toList();
        return peers.size() == 1 ? AttachedVpc.of(far, peers.get(0), direct.vpc()) : direct;
    }
}
