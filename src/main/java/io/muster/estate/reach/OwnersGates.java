package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.SharedNetworks;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hops behind a route's target in a shared VPC, reduced to the facts that a participant may be told: ids of route tables and network ACLs that
 * decide, and cells of the owner that are incomplete. Routes and entries of the owner are left out.
 *
 * @param id    of the target, which AWS shows to participants
 * @param owned what the owner owns, as it is called for the participant
 */
record OwnersGates(Estate owners, String id, ResourceKind kind, String vpcId, String owned) {

    private static final Set<ResourceKind> NAMED = Set.of(ResourceKind.ROUTE_TABLE, ResourceKind.NETWORK_ACL);

    /** Hops that the owner of the VPC knows. */
    OwnersGates(Estate owners, String id, ResourceKind kind, String vpcId) {
        this(owners, id, kind, vpcId, vpcId);
    }

    List<Gate> told(List<Gate> gates) {
        return gates.stream().map(this::told).toList();
    }

    Gate told(Gate gate) {
        boolean isNamed = NAMED.contains(gate.kind());
        String teller = ", as the owner of " + owned + " tells";
        Admission admits = told(gate.admits());
        String passing = (admits.isExact() ? "lets it through" : "may let it through") + teller;
        String blocking = "does not let it through" + teller;
        return new Gate(
                isNamed ? gate.resourceId() : id,
                isNamed ? gate.kind() : kind,
                admits,
                gate.returning(),
                packet -> passing,
                packet -> blocking,
                gate.notes());
    }

    private Admission told(Admission admits) {
        Set<String> cells = SharedNetworks.KINDS.stream()
                .filter(kind -> !owners.knows(kind))
                .map(owners::missing)
                .collect(Collectors.toSet());
        return new Admission(
                admits.certain(),
                admits.possible(),
                admits.doubts().stream()
                        .map(doubt -> cells.contains(doubt) ? doubt : doubt())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The hop where the owner's data does not decide. */
    Gate unknown() {
        return Gate.unknown(id, kind, doubt());
    }

    private String doubt() {
        return SharedVpcs.untold(id, vpcId);
    }
}
