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
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * A disabled image is private again. The region's block keeps images from becoming public, but leaves those alone that
 * are. A tag excuses an image that is published on purpose, through the day that it names (UTC).
 */
@Singleton
class ImagePublic extends RecordRule<Image> {

    private static final String DISABLED = "disabled";

    ImagePublic() {
        super(
                new RuleMetadata(
                        "ami-public",
                        "Machine image is public",
                        Severity.CRITICAL,
                        Area.BACKUP,
                        ResourceKind.IMAGE,
                        "Every AWS account can launch the image and read all that is on its disks: code, configuration,"
                                + " and the keys that were left on them.",
                        "Remove the group all from the image's launch permissions. Where it is published on purpose, tag"
                                + " it with " + Baseline.PUBLIC_UNTIL_TAG
                                + " and a date. Block public access to images in"
                                + " each region.",
                        List.of(
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-intro.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html"),
                        List.of(Control.prowler("ec2_ami_public"))),
                Image.class);
    }

    @Override
    public Verdict judge(Resource<Image> resource, Estate estate) {
        Image image = resource.attributes();
        if (foreign(resource, image.ownerId()) || DISABLED.equals(image.imageState())) {
            return Verdict.notApplicable();
        }
        if (image.isPublic() == null) {
            return Verdict.unknown("whether the image is public could not be read");
        }
        return !image.isPublic() || excused(resource, estate.asOf())
                ? Verdict.pass()
                : fail(
                        "Every AWS account may launch the image.",
                        Evidence.of("imageId", resource.resourceId())
                                .and("name", resource.name())
                                .and("state", image.imageState())
                                .and("snapshotIds", image.snapshotIds())
                                .and("publicUntil", resource.tags().get(Baseline.PUBLIC_UNTIL_TAG))
                                .facts());
    }

    private static boolean excused(Resource<Image> resource, Instant now) {
        return Optional.ofNullable(resource.tags().get(Baseline.PUBLIC_UNTIL_TAG))
                .flatMap(ImagePublic::date)
                .filter(last -> !now.atZone(ZoneOffset.UTC).toLocalDate().isAfter(last))
                .isPresent();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }
}
