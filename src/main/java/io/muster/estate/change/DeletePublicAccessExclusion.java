package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockPublicAccessExclusion;
import io.muster.inventory.kind.ResourceKind;
import java.util.Optional;
import java.util.Set;

/**
 * A VPC or subnet is no longer excluded from VPC Block Public Access.
 *
 * @param resourceId the id of the VPC or subnet
 */
public record DeletePublicAccessExclusion(String resourceId) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return PublicAccess.KINDS;
    }

    @Override
    public void make(Edits edits) {
        String arn = PublicAccess.excludable(edits, resourceId);
        String mode = PublicAccess.mode(edits);
        edits.remove(of(edits, arn)
                .orElseThrow(() -> new Refused("resourceId", resourceId + " has no exclusion that is in force")));
        PublicAccess.refresh(edits, mode);
    }

    static Optional<Resource<BlockPublicAccessExclusion>> of(Edits edits, String arn) {
        return edits.all(BlockPublicAccessExclusion.class).stream()
                .filter(one -> arn.equals(one.attributes().resourceArn())
                        && one.attributes().inForce())
                .findFirst();
    }
}
