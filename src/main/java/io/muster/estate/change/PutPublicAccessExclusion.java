package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockPublicAccessExclusion;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.Nearest;
import java.util.Map;
import java.util.Set;

/**
 * A VPC or subnet is excluded from VPC Block Public Access; an exclusion that it has is replaced.
 *
 * @param resourceId the id of the VPC or subnet
 * @param mode       allow-bidirectional or allow-egress
 */
public record PutPublicAccessExclusion(String resourceId, String mode) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return PublicAccess.KINDS;
    }

    @Override
    public void make(Edits edits) {
        if (!PublicAccess.EXCLUSION_MODES.contains(mode)) {
            throw new Refused(
                    "mode",
                    mode + " is none of " + PublicAccess.EXCLUSION_MODES
                            + Nearest.suggestion(mode, PublicAccess.EXCLUSION_MODES));
        }
        if ("not-allowed".equals(PublicAccess.settings(edits).attributes().vpcBlockPublicAccessExclusionsAllowed())) {
            throw new Refused("resourceId", "a declarative policy of the organization allows no exclusions");
        }
        String arn = PublicAccess.excludable(edits, resourceId);
        String ofRegion = PublicAccess.mode(edits);
        DeletePublicAccessExclusion.of(edits, arn).ifPresent(edits::remove);
        String id = "vpcbpa-exclude-proposed-" + Edits.lastName(arn);
        edits.put(new Resource<>(
                edits.scope().arn(ResourceKind.BLOCK_PUBLIC_ACCESS_EXCLUSION, id),
                ResourceKind.BLOCK_PUBLIC_ACCESS_EXCLUSION,
                edits.scope(),
                id,
                null,
                Map.of(),
                new BlockPublicAccessExclusion(mode, arn, "create-complete", null, null, null, null)));
        PublicAccess.refresh(edits, ofRegion);
    }
}
