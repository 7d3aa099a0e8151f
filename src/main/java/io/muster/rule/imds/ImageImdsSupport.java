package io.muster.rule.imds;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.KnownStates;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Does not apply where the region already requires IMDSv2, by default or for all launches, nor to images that are no longer to be
 * used.
 */
@Singleton
class ImageImdsSupport extends RecordRule<Image> {

    private static final String AVAILABLE = "available";
    private static final String V2 = "v2.0";
    private static final String REQUIRED = "required";
    private static final String ENFORCED = "enabled";

    ImageImdsSupport() {
        super(
                new RuleMetadata(
                        "ami-imds-support-v2",
                        "Machine image does not ask for IMDSv2",
                        Severity.LOW,
                        Area.IMDS,
                        ResourceKind.IMAGE,
                        "Instances of an image that asks for IMDSv2 accept nothing else unless their launch says so. Does not"
                                + " matter where the account's default asks for it.",
                        "aws ec2 modify-image-attribute --image-id ID --imds-support v2.0, which cannot be undone; register"
                                + " new images with --imds-support v2.0. The software must use IMDSv2.",
                        List.of(
                                SettledOptions.OPTIONS,
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-IMDS-new-instances-ami-configuration.html"),
                        List.of()),
                Image.class);
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.REGION_SETTINGS);
    }

    @Override
    public Verdict judge(Resource<Image> resource, Estate estate) {
        Image image = resource.attributes();
        if (!KnownStates.IMAGE.hold(image.imageState())) {
            return Verdict.unknown("AWS does not say in which state this image is");
        }
        if (foreign(resource, image.ownerId())
                || !AVAILABLE.equals(image.imageState())
                || deprecated(image, estate.asOf())) {
            return Verdict.notApplicable();
        }
        if (V2.equals(image.imdsSupport())) {
            return Verdict.pass();
        }
        if (regionRequires(estate)) {
            return Verdict.notApplicable();
        }
        return isOpen(estate)
                ? Verdict.unknown("the account's default, which decides before the image, could not be read")
                : fail(
                        "Instances of the image accept IMDSv1 unless their launch or the account says otherwise.",
                        Evidence.of("imageId", resource.resourceId())
                                .and("name", resource.name())
                                .and("imdsSupport", image.imdsSupport())
                                .facts());
    }

    private static boolean deprecated(Image image, Instant now) {
        return image.deprecationTime() != null && image.deprecationTime().isBefore(now);
    }

    private static boolean regionRequires(Estate estate) {
        return settings(estate)
                .anyMatch(settings -> REQUIRED.equals(settings.imdsHttpTokensDefault())
                        || ENFORCED.equals(settings.imdsHttpTokensEnforced()));
    }

    /** Whether the region may require IMDSv2, as far as is known. */
    private static boolean isOpen(Estate estate) {
        return !estate.knows(ResourceKind.REGION_SETTINGS)
                || settings(estate).anyMatch(settings -> settings.imdsHttpTokensDefault() == null);
    }

    private static Stream<RegionSettings> settings(Estate estate) {
        return estate.stored(RegionSettings.class).stream().map(Resource::attributes);
    }
}
