package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Accounts, and organizations and their units by the organization's id: an ARN holds the managing account's as well. */
@Singleton
class ImageShared extends RecordRule<Image> {

    private static final String DISABLED = "disabled";

    private final Baseline baseline;

    ImageShared(Baseline baseline) {
        super(
                new RuleMetadata(
                        "ami-shared-unknown-account",
                        "Machine image is shared with an account or organization that is not yours",
                        Severity.HIGH,
                        Area.BACKUP,
                        ResourceKind.IMAGE,
                        "An account that may launch the image reads its whole disks, and keeps its copies when the"
                                + " share is taken back.",
                        "aws ec2 modify-image-attribute --image-id ID --launch-permission Remove=[{UserId=ACCOUNT}] (or"
                                + " OrganizationArn, OrganizationalUnitArn). Partners may be named in"
                                + " muster.baseline.trusted-accounts, organizations in trusted-organizations.",
                        List.of(
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-explicit.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/share-amis-with-organizations-and-OUs.html"),
                        List.of()),
                Image.class);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.ORGANIZATION_POLICY);
    }

    @Override
    public Verdict judge(Resource<Image> resource, Estate estate) {
        Image image = resource.attributes();
        if (foreign(resource, image.ownerId()) || DISABLED.equals(image.imageState())) {
            return Verdict.notApplicable();
        }
        if (image.sharedWith() == null) {
            return Verdict.unknown("with whom the image is shared could not be read");
        }
        List<String> foreign = image.sharedWith().stream()
                .filter(share -> foreign(share, estate))
                .sorted()
                .toList();
        return foreign.isEmpty()
                ? Verdict.pass()
                : fail(
                        "The image is shared with parties that are not yours: " + String.join(", ", foreign) + ".",
                        Evidence.of("imageId", resource.resourceId())
                                .and("name", resource.name())
                                .and("sharedWith", foreign)
                                .and("snapshotIds", image.snapshotIds())
                                .and("judgedBy", Baseline.knownFrom(estate))
                                .facts());
    }

    private boolean foreign(String share, Estate estate) {
        return Shares.isAccount(share)
                ? !baseline.knows(share, estate)
                : Shares.organization(share)
                        .filter(id -> !baseline.trustsOrganization(id, estate))
                        .isPresent();
    }
}
