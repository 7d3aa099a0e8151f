package io.muster.rest;

import io.muster.finding.exemption.ExemptionForm;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A tag of resources.
 *
 * @param value null for the tag with any value
 */
record TagBody(
        @Nullable @Schema(description = "The key: it is required.", maxLength = ExemptionForm.LONGEST_TAG_KEY)
        String key,

        @Nullable
        @Schema(
                description = "The value; without it, the tag with any value.",
                maxLength = ExemptionForm.LONGEST_TAG_VALUE)
        String value) {}
