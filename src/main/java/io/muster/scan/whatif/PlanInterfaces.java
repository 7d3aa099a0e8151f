package io.muster.scan.whatif;

import io.muster.estate.change.SetGroupOfInterface;
import io.muster.estate.change.Unknowable;
import io.muster.inventory.kind.ResourceKind;

/** Security groups of network interfaces in a Terraform plan. */
final class PlanInterfaces {

    private static final String INTERFACE_ID = "network_interface_id";
    private static final String GROUP_ID = "security_group_id";

    private PlanInterfaces() {}

    static void attachment(PlanResource resource, TerraformPlan plan) {
        if (resource.deletes()) {
            plan.propose(resource, new SetGroupOfInterface(resource.old(INTERFACE_ID), resource.old(GROUP_ID), false));
        }
        if (!resource.creates()) {
            return;
        }
        String eni = resource.unknown(INTERFACE_ID) ? null : PlanResource.text(resource.after(), INTERFACE_ID);
        String group = resource.named(GROUP_ID, "aws_security_group");
        if (eni == null) {
            plan.undecided(resource, INTERFACE_ID);
        } else {
            plan.propose(
                    resource,
                    group == null
                            ? new Unknowable(ResourceKind.NETWORK_INTERFACE, "networkInterfaceId", eni)
                            : new SetGroupOfInterface(eni, group, true));
        }
    }
}
