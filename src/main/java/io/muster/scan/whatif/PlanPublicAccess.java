package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.change.DeletePublicAccessExclusion;
import io.muster.estate.change.PutPublicAccessExclusion;
import io.muster.estate.change.SetBlockPublicAccess;
import jakarta.annotation.Nullable;
import java.util.List;

/** VPC Block Public Access in a Terraform plan. */
final class PlanPublicAccess {

    static final String MODE = "internet_gateway_block_mode";
    static final String EXCLUSION_MODE = "internet_gateway_exclusion_mode";

    private static final List<String> EXCLUDED = List.of("vpc_id", "subnet_id");

    private PlanPublicAccess() {}

    /** Without the resource, it is off. */
    static void options(PlanResource resource, TerraformPlan plan) {
        if (resource.unknown(MODE)) {
            plan.undecided(resource, MODE);
        } else {
            String mode = PlanResource.text(resource.after(), MODE);
            plan.propose(resource, new SetBlockPublicAccess(mode == null ? "off" : mode));
        }
    }

    static void exclusion(PlanResource resource, TerraformPlan plan) {
        if (resource.deletes()) {
            plan.propose(resource, new DeletePublicAccessExclusion(excluded(resource.before())));
        }
        if (!resource.creates() && !resource.updates()) {
            return;
        }
        String excluded = excluded(resource.after());
        String mode = PlanResource.text(resource.after(), EXCLUSION_MODE);
        if (excluded == null || mode == null) {
            plan.undecided(resource, excluded == null ? EXCLUDED.get(0) : EXCLUSION_MODE);
        } else {
            plan.propose(resource, new PutPublicAccessExclusion(excluded, mode));
        }
    }

    @Nullable
    private static String excluded(JsonNode state) {
        return PlanResource.first(state, EXCLUDED);
    }
}
