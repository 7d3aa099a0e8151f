package io.muster.collect;

import io.muster.inventory.kind.AllowedImages;
import io.muster.inventory.kind.ImageCriterion;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.GetAllowedImagesSettingsResponse;
import software.amazon.awssdk.services.ec2.model.ImageWatermarkFilterResponse;

/** The settings of allowed images as EC2 gives them. An image must meet one of the criteria: their order has no meaning. */
final class AllowedImagesAnswer {

    private AllowedImagesAnswer() {}

    static AllowedImages read(GetAllowedImagesSettingsResponse answer) {
        List<ImageCriterion> criteria =
                Canonical.records(answer.imageCriteria().stream().map(AllowedImagesAnswer::criterion));
        return new AllowedImages(answer.state(), answer.managedByAsString(), criteria);
    }

    private static ImageCriterion criterion(software.amazon.awssdk.services.ec2.model.ImageCriterion criterion) {
        return new ImageCriterion(
                Canonical.strings(criterion.imageProviders().stream()),
                Canonical.strings(criterion.imageNames().stream()),
                Canonical.strings(criterion.marketplaceProductCodes().stream()),
                criterion.creationDateCondition() == null
                        ? null
                        : criterion.creationDateCondition().maximumDaysSinceCreated(),
                criterion.deprecationTimeCondition() == null
                        ? null
                        : criterion.deprecationTimeCondition().maximumDaysSinceDeprecated(),
                Canonical.strings(
                        criterion.imageWatermarks().stream().map(ImageWatermarkFilterResponse::watermarkKey)));
    }
}
