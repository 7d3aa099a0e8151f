package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** How the metadata service of instances to come is set; what is absent follows from the account's defaults and the image. */
@Described(
        "How the metadata service (IMDS) of new instances is set. An absent value follows from the account's defaults and the image.")
public record LaunchMetadataOptions(
        @Described("enabled or disabled.") @Nullable String httpEndpoint,

        @Described("required is IMDSv2 only; optional takes IMDSv1, too.") @Nullable
        String httpTokens,

        @Described("How many network hops the token answer survives.") @Nullable
        Integer hopLimit) {}
