package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** See the EC2 API's {@code ImageCriterion}. An empty list and an absent number restrict nothing. */
@Described("A criterion for images, all parts of which an image must meet; an empty or absent part admits every image.")
public record ImageCriterion(
        @Described("The owners: account ids, amazon, aws-marketplace, aws-backup-vault or none.")
        List<String> imageProviders,

        @Described("The names, with * and ? as wildcards.") List<String> imageNames,
        @Described("The product codes of AWS Marketplace.") List<String> marketplaceProductCodes,

        @Described("The days since its creation, at most.") @Nullable
        Integer maximumDaysSinceCreated,

        @Described("The days since its deprecation, at most; 0 admits no deprecated image.") @Nullable
        Integer maximumDaysSinceDeprecated,

        @Described("The keys of the watermarks, each an account id and a name.")
        List<String> watermarkKeys) {}
