package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** See the EC2 API's {@code GetAllowedImagesSettings}. */
@Described("From which images instances may be launched (Allowed AMIs).")
public record AllowedImages(
        @Described("disabled, audit-mode or enabled.") @Nullable @Filterable("allowedImagesStates") @Dimension
        String state,

        @Described("The source of the setting: account or declarative-policy.") @Nullable @Dimension
        String managedBy,

        @Described("The criteria, of which an image must meet one.")
        List<ImageCriterion> criteria) {}
