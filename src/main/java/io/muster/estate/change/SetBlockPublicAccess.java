package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.Nearest;
import java.util.Set;

/**
 * VPC Block Public Access of the region is set.
 *
 * @param mode off, block-ingress or block-bidirectional
 */
public record SetBlockPublicAccess(String mode) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return PublicAccess.KINDS;
    }

    @Override
    public void make(Edits edits) {
        if (!PublicAccess.MODES.contains(mode)) {
            throw new Refused(
                    "mode", mode + " is none of " + PublicAccess.MODES + Nearest.suggestion(mode, PublicAccess.MODES));
        }
        Resource<RegionSettings> settings = PublicAccess.settings(edits);
        if ("declarative-policy".equals(settings.attributes().vpcBlockPublicAccessManagedBy())) {
            throw new Refused("mode", "a declarative policy of the organization sets it: the account cannot");
        }
        edits.change(settings, this::with);
        PublicAccess.refresh(edits, mode);
    }

    private RegionSettings with(RegionSettings known) {
        return new RegionSettings(
                known.ebsEncryptionByDefault(),
                known.ebsDefaultKmsKeyId(),
                known.snapshotBlockPublicAccess(),
                known.imageBlockPublicAccess(),
                known.imdsHttpTokensDefault(),
                known.imdsHttpTokensEnforced(),
                known.imdsDefaultsManagedBy(),
                known.serialConsoleAccess(),
                mode,
                known.snapshotBlockPublicAccessManagedBy(),
                known.imageBlockPublicAccessManagedBy(),
                known.serialConsoleAccessManagedBy(),
                known.vpcBlockPublicAccessManagedBy(),
                known.vpcBlockPublicAccessExclusionsAllowed(),
                known.imdsHttpEndpointDefault(),
                known.imdsHopLimitDefault(),
                known.imdsInstanceTagsDefault(),
                known.allowedImages(),
                known.managedResourceVisibility(),
                known.vpcEncryption());
    }
}
