package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/**
 * How an instance's metadata service is set.
 *
 * @param pending  whether a change was accepted but is not in force yet
 * @param reported false where AWS left the options out: the other values are then its defaults, not facts
 */
@Described("The settings of an instance's metadata service (IMDS).")
public record MetadataOptions(
        @Described("Whether the instance answers metadata requests at all.")
        ToggleState httpEndpoint,

        @Described("REQUIRED is IMDSv2 only.") @Filterable(value = "httpTokens", match = Filterable.Match.EQUALS)
        HttpTokens httpTokens,

        @Described("How many network hops the token answer survives.") @Nullable @Dimension
        Integer hopLimit,

        @Described("Whether the instance's tags can be read from inside.") @Nullable
        ToggleState instanceMetadataTags,

        @Described("True while a change of these options is not in force yet.")
        boolean pending,

        @Described("False where AWS left the options out; the values are then its defaults.")
        boolean reported) {

    /** The options of an instance of which AWS reports none: its documented defaults, marked as not reported. */
    public static MetadataOptions unreported() {
        return new MetadataOptions(ToggleState.ENABLED, HttpTokens.OPTIONAL, null, null, false, false);
    }
}
