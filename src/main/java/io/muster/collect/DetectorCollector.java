package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Detector;
import io.muster.inventory.kind.DetectorFeature;
import io.muster.inventory.kind.DetectorOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.guardduty.model.DetectorFeatureConfigurationResult;
import software.amazon.awssdk.services.guardduty.model.GetDetectorResponse;
import software.amazon.awssdk.services.guardduty.model.ListDetectorsResponse;

/** The detectors of GuardDuty, of which a region has one or none. */
@ApplicationScoped
class DetectorCollector extends DetailCollector<String, Detector> {

    /** GuardDuty has no error code for a missing resource. */
    private static final Lookup<String, GetDetectorResponse> DETECTOR = Lookup.of(
                    AwsService.GUARDDUTY,
                    "GetDetector",
                    Function.identity(),
                    (guardDuty, id) -> guardDuty.getDetector(r -> r.detectorId(id)),
                    Function.<GetDetectorResponse>identity())
            .few();

    DetectorCollector() {
        super(
                Detector.class,
                Listing.of(
                        AwsService.GUARDDUTY,
                        "ListDetectors",
                        (guardDuty, token) ->
                                guardDuty.listDetectors(r -> r.maxResults(50).nextToken(token)),
                        ListDetectorsResponse::nextToken,
                        ListDetectorsResponse::detectorIds),
                Function.identity(),
                List.of(DETECTOR));
    }

    @Override
    Resource<Detector> resource(AwsScope aws, Detail<String> detail) {
        GetDetectorResponse detector = detail.of(DETECTOR);
        Map<String, String> tags = detector == null ? Resource.unknownTags() : new TreeMap<>(detector.tags());
        Detector attributes = new Detector(
                detector == null ? null : detector.statusAsString(),
                detector == null ? null : detector.findingPublishingFrequencyAsString(),
                detector == null ? null : features(detector.features()));
        return aws.resource(detail.item(), Tags.name(tags), tags, attributes);
    }

    private static List<DetectorFeature> features(List<DetectorFeatureConfigurationResult> features) {
        return features.stream()
                .map(feature -> new DetectorFeature(
                        feature.nameAsString(),
                        feature.statusAsString(),
                        feature.additionalConfiguration().stream()
                                .map(part -> new DetectorOption(part.nameAsString(), part.statusAsString()))
                                .sorted(Comparator.comparing(DetectorOption::name, inOrder()))
                                .toList()))
                .sorted(Comparator.comparing(DetectorFeature::name, inOrder()))
                .toList();
    }

    private static Comparator<String> inOrder() {
        return Comparator.nullsFirst(Comparator.naturalOrder());
    }
}
