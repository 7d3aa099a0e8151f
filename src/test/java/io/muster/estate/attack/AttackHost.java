package io.muster.estate.attack;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.PatchState;
import java.util.Collection;
import java.util.List;

/**
 * A managed instance without missing patches, with one interface.
 *
 * @param weak whether it answers by IMDSv1
 * @param role the name of its role, whose profile is p-NAME; none for an instance without one
 */
record AttackHost(
        String id,
        String vpc,
        String subnet,
        List<String> addresses,
        Collection<String> groups,
        List<String> publicIps,
        boolean weak,
        String role) {

    /** With one address. */
    AttackHost(
            String id,
            String vpc,
            String subnet,
            String address,
            Collection<String> groups,
            List<String> publicIps,
            boolean weak,
            String role) {
        this(id, vpc, subnet, List.of(address), groups, publicIps, weak, role);
    }

    void addTo(Estates estate) {
        MadeInstance made = instance(id).privateIp(addresses.get(0));
        if (weak) {
            made.imdsv1();
        }
        if (!role.equals("none")) {
            made.profile("p-" + role);
        }
        estate.with(
                made,
                eni("eni-" + id)
                        .of(id)
                        .inVpc(vpc)
                        .in(subnet)
                        .groups(groups.toArray(String[]::new))
                        .privateIps(addresses.toArray(String[]::new))
                        .publicIps(publicIps.toArray(String[]::new)),
                Made.of(id, patched()));
    }

    private static ManagedInstance patched() {
        return Parts.of(
                ManagedInstance.class,
                "pingStatus",
                "Online",
                "patchState",
                Parts.of(
                        PatchState.class,
                        "criticalNonCompliant",
                        0,
                        "securityNonCompliant",
                        0,
                        "operationEndTime",
                        Estates.NOW));
    }
}
