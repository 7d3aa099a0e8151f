package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Packet;
import io.muster.estate.traffic.ServiceNames;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The network ACLs of an estate as the gates of its subnets. */
final class NetworkAcls {

    /** The highest number that a user may give; above it are the entries that deny what is left. */
    static final int LAST_NUMBER = 32766;

    private final Estate estate;
    private final Map<String, List<Resource<NetworkAcl>>> bySubnet = new HashMap<>();
    private final Map<String, AclDirection> inbound = new ConcurrentHashMap<>();
    private final Map<String, AclDirection> outbound = new ConcurrentHashMap<>();
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    private NetworkAcls(Estate estate) {
        this.estate = estate;
        for (Resource<NetworkAcl> acl : estate.stored(NetworkAcl.class)) {
            if (estate.current(acl)) {
                acl.attributes()
                        .subnetIds()
                        .forEach(subnet -> bySubnet.computeIfAbsent(subnet, k -> new ArrayList<>())
                                .add(acl));
            }
        }
    }

    static NetworkAcls of(Estate estate) {
        return estate.view(NetworkAcls.class, NetworkAcls::new);
    }

    /** The traffic that is let into the subnet. */
    Gate in(String subnetId) {
        return gate(subnetId, "in", acl -> gate(acl, traffic(acl, false)));
    }

    /** The traffic that is let out of the subnet. */
    Gate out(String subnetId) {
        return gate(subnetId, "out", acl -> gate(acl, traffic(acl, true)));
    }

    /** The answers that leave the subnet, to what came in. */
    Gate answersOut(String subnetId) {
        return gate(subnetId, "answers out", acl -> answers(acl, traffic(acl, true)));
    }

    /** The answers that come into the subnet, to what went out. */
    Gate answersIn(String subnetId) {
        return gate(subnetId, "answers in", acl -> answers(acl, traffic(acl, false)));
    }

    private Gate gate(String subnetId, String way, Function<Resource<NetworkAcl>, Gate> of) {
        List<Resource<NetworkAcl>> acls = bySubnet.getOrDefault(subnetId, List.of());
        if (acls.size() != 1) {
            return SharedVpcs.of(estate)
                    .ownersOfSubnet(subnetId)
                    .map(owners -> of(owners).gate(subnetId, way, of))
                    .orElseGet(() -> unknown(subnetId));
        }
        return gates.computeIfAbsent(acls.get(0).resourceId() + " " + way, k -> of.apply(acls.get(0)));
    }

    private Gate unknown(String subnetId) {
        String doubt = estate.knows(ResourceKind.NETWORK_ACL)
                ? "which network ACL guards " + subnetId
                : estate.missing(ResourceKind.NETWORK_ACL);
        return Gate.unknown(subnetId, ResourceKind.SUBNET, doubt);
    }

    private AclDirection traffic(Resource<NetworkAcl> acl, boolean egress) {
        return (egress ? outbound : inbound)
                .computeIfAbsent(acl.resourceId(), k -> AclDirection.of(acl.attributes(), egress));
    }

    private static Gate gate(Resource<NetworkAcl> acl, AclDirection traffic) {
        return new Gate(acl.resourceId(), ResourceKind.NETWORK_ACL, traffic.admits(), traffic::about, traffic::about);
    }

    private static Gate answers(Resource<NetworkAcl> acl, AclDirection traffic) {
        return new Gate(
                        acl.resourceId(),
                        ResourceKind.NETWORK_ACL,
                        Answers.some(traffic.admits()),
                        packet -> lets(traffic, packet),
                        packet -> "no entry lets answers through to " + ServiceNames.describe(Answers.to(packet)))
                .answering();
    }

    private static String lets(AclDirection traffic, Packet packet) {
        Traffic back = traffic.admits().possible().within(Answers.to(packet)).among(CidrSet.of(packet.peer()));
        if (back.isEmpty()) {
            return "no answer is needed";
        }
        Traffic.Part first = back.parts().get(0);
        String entry = traffic.about(new Packet(packet.peer(), first.services().first()));
        return back.equals(Traffic.of(Answers.to(packet), CidrSet.of(packet.peer())))
                ? "answers: " + entry
                : "answers: " + entry + "; to some ports of clients only: "
                        + String.join(
                                ", ",
                                back.parts().stream()
                                        .map(part -> ServiceNames.describe(part.services()))
                                        .toList());
    }
}
