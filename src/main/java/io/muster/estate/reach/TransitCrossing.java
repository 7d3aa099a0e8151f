package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** A transit gateway between two interfaces of an estate in different VPCs, in one direction. */
record TransitCrossing(Estate estate, String gateway) {

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
        AttachedVpc there = entered(other);
        List<Gate> gates = new ArrayList<>(here.acls(subnet).leaving(one, here.acl(out), here.acl(in)));
        gates.add(crossing.apply(taken(one, other)));
        astray(one, other, towards).forEach(gate -> gates.add(crossing.apply(gate)));
        gates.addAll(there.acls(subnet).entering(other, there.acl(out), there.acl(in)));
        return gates;
    }

    /** What the gateway takes from the subnet of the one to the VPC of the other. */
    Gate taken(Resource<NetworkInterface> one, Resource<NetworkInterface> other) {
        return attached(one)
                .towards(
                        String.valueOf(one.attributes().subnetId()),
                        String.valueOf(other.attributes().vpcId()));
    }

    /** The routes behind the gateway that lead packets elsewhere than to the other. */
    List<Gate> astray(Resource<NetworkInterface> one, Resource<NetworkInterface> other, Cidr towards) {
        return entered(other)
                .astray(
                        one.attributes().subnetId(),
                        String.valueOf(other.attributes().subnetId()),
                        CidrSet.of(towards));
    }

    private AttachedVpc attached(Resource<NetworkInterface> one) {
        return AttachedVpc.of(estate, gateway, String.valueOf(one.attributes().vpcId()));
    }

    /** The VPC that packets enter: by the gateway, or by the one that it is peered with and to which alone the VPC is attached. */
    private AttachedVpc entered(Resource<NetworkInterface> other) {
        AttachedVpc direct = attached(other);
        TransitGateways shown = TransitGateways.of(direct.knowing());
        if (shown.isAttached(gateway, direct.vpc())) {
            return direct;
        }
        List<String> peers = direct.hub().stream()
                .flatMap(hub -> new TransitPeers(estate, hub, gateway).behind())
                .map(TransitPeers.Peer::gateway)
                .filter(peer -> shown.isAttached(peer, direct.vpc()))
                .toList();
        return peers.size() == 1 ? AttachedVpc.of(estate, peers.get(0), direct.vpc()) : direct;
    }
}
