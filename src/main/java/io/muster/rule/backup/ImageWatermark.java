package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.estate.ImageInstances;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
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

/** A watermark stays with the copies of an image: its account is the one that vouched for a forebear. */
@Singleton
class ImageWatermark extends RecordRule<Image> {

    private final Baseline baseline;

    ImageWatermark(Baseline baseline) {
        super(
                new RuleMetadata(
                        "ami-watermark-foreign",
                        "Machine image carries a watermark of a foreign account",
                        Severity.MEDIUM,
                        Area.BACKUP,
                        ResourceKind.IMAGE,
                        "The image was made from one of an account that is not yours, and all that this account put into it is in your instances. With muster.baseline.approved-watermarks, an image that runs without any"
                                + " of them has not come by the approved way.",
                        "Build the image anew from one that you trust, and replace the instances. Partners may be named in"
                                + " muster.baseline.trusted-accounts.",
                        List.of(
                                "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html"),
                        List.of()),
                Image.class);
        this.baseline = baseline;
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.INSTANCE);
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Verdict judge(Resource<Image> resource, Estate estate) {
        Image image = resource.attributes();
        if (foreign(resource, image.ownerId())) {
            return Verdict.notApplicable();
        }
        if (image.watermarkKeys() == null) {
            return Verdict.unknown("the watermarks of the image could not be read");
        }
        List<String> foreign = image.watermarkKeys().stream()
                .filter(key -> isForeign(key, estate))
                .sorted()
                .toList();
        return foreign.isEmpty()
                ? approval(resource, image, estate)
                : fail(
                        "The image carries watermarks of accounts that are not yours: " + String.join(", ", foreign)
                                + ".",
                        Evidence.of("watermarks", foreign)
                                .and("judgedBy", Baseline.knownFrom(estate))
                                .facts());
    }

    private boolean isForeign(String key, Estate estate) {
        String account = key.substring(0, Math.max(0, key.indexOf(':')));
        return Shares.isAccount(account) && !baseline.knows(account, estate);
    }

    private Verdict approval(Resource<Image> resource, Image image, Estate estate) {
        List<String> approved = baseline.approvedWatermarks();
        if (approved.isEmpty() || image.watermarkKeys().stream().anyMatch(approved::contains)) {
            return Verdict.pass();
        }
        List<Resource<Instance>> running = ImageInstances.of(resource.resourceId(), estate).stream()
                .filter(instance -> instance.attributes().state() == InstanceState.RUNNING)
                .toList();
        if (running.isEmpty()) {
            return estate.knows(ResourceKind.INSTANCE)
                    ? Verdict.pass()
                    : Verdict.unknown("not known: " + estate.missing(ResourceKind.INSTANCE));
        }
        return Verdict.fail(
                Severity.LOW,
                "Instances run from the image, which carries none of the approved watermarks.",
                Evidence.of("watermarks", image.watermarkKeys())
                        .and("approved", approved)
                        .andSome("instances", running)
                        .facts());
    }
}
