package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AllowedImages;
import io.muster.inventory.kind.ImageCriterion;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.ManagedBy;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Audit mode reports launches from other images without refusing them: a lesser fault. */
@Singleton
class AllowedImagesOff extends RecordRule<RegionSettings> {

    private static final String ENABLED = "enabled";
    private static final String AUDIT = "audit-mode";

    AllowedImagesOff() {
        super(
                new RuleMetadata(
                        "ami-allowed-images-off",
                        "Instances may be launched from any image",
                        Severity.MEDIUM,
                        Area.BACKUP,
                        ResourceKind.REGION_SETTINGS,
                        "An image of a stranger, under any name, runs with the role and the network of the instance. Allowed"
                                + " AMIs refuses launches from images of other owners; a criterion without owners,"
                                + " product codes or watermarks admits every one.",
                        "Name the owners (aws ec2 replace-image-criteria-in-allowed-images-settings --image-criteria"
                                + " ImageProviders=amazon,ACCOUNT), try it in audit-mode, then aws ec2"
                                + " enable-allowed-images-settings --allowed-images-settings-state enabled in each region.",
                        List.of("https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html"),
                        List.of()),
                RegionSettings.class);
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        AllowedImages allowed = resource.attributes().allowedImages();
        if (allowed == null || allowed.state() == null) {
            return Verdict.unknown("from which images instances may be launched could not be read");
        }
        List<ImageCriterion> open = allowed.criteria().stream()
                .filter(AllowedImagesOff::admitsEveryOwner)
                .toList();
        return switch (allowed.state()) {
            case ENABLED ->
                open.isEmpty()
                        ? Verdict.pass()
                        : off(allowed, metadata().severity(), "A criterion for allowed images admits every owner");
            case AUDIT -> off(allowed, Severity.LOW, "Launches from other than the allowed images are not refused");
            default -> off(allowed, metadata().severity(), "Instances of this region may be launched from any image");
        };
    }

    /** A product of the AWS Marketplace has one seller, and a watermark is put by the account that its key names. */
    private static boolean admitsEveryOwner(ImageCriterion criterion) {
        return criterion.imageProviders().isEmpty()
                && criterion.marketplaceProductCodes().isEmpty()
                && criterion.watermarkKeys().isEmpty();
    }

    private static Verdict off(AllowedImages allowed, Severity severity, String message) {
        return Verdict.fail(
                severity,
                message + ManagedBy.suffix(allowed.managedBy()),
                Evidence.of("state", allowed.state())
                        .and("managedBy", allowed.managedBy())
                        .and(
                                "criteria",
                                allowed.criteria().stream()
                                        .map(AllowedImagesOff::facts)
                                        .toList())
                        .facts());
    }

    private static Map<String, Object> facts(ImageCriterion criterion) {
        return Evidence.of("imageProviders", criterion.imageProviders())
                .and("imageNames", criterion.imageNames())
                .and("marketplaceProductCodes", criterion.marketplaceProductCodes())
                .and("watermarkKeys", criterion.watermarkKeys())
                .facts();
    }
}
