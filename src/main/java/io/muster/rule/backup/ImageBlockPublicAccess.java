package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.ManagedBy;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** The only block that AWS has for images: of new public shares. */
@Singleton
class ImageBlockPublicAccess extends RecordRule<RegionSettings> {

    private static final String BLOCKED = "block-new-sharing";

    ImageBlockPublicAccess() {
        super(
                new RuleMetadata(
                        "ami-block-public-access-off",
                        "Public access to machine images is not blocked",
                        Severity.MEDIUM,
                        Area.BACKUP,
                        ResourceKind.REGION_SETTINGS,
                        "One call publishes an image, with the code and keys on its disks. The block refuses it; images that are"
                                + " public stay so.",
                        "aws ec2 enable-image-block-public-access --image-block-public-access-state block-new-sharing in each"
                                + " region, or aws_ec2_image_block_public_access in Terraform.",
                        List.of("https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html"),
                        List.of(Control.prowler("ec2_ami_account_block_public_access"))),
                RegionSettings.class);
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        RegionSettings settings = resource.attributes();
        String state = settings.imageBlockPublicAccess();
        if (state == null) {
            return Verdict.unknown("the block of public access to images could not be read");
        }
        return state.equals(BLOCKED)
                ? Verdict.pass()
                : fail(
                        "Images of this region can be made public"
                                + ManagedBy.suffix(settings.imageBlockPublicAccessManagedBy()),
                        Evidence.of("state", state)
                                .and("managedBy", settings.imageBlockPublicAccessManagedBy())
                                .facts());
    }
}
