package io.muster.inventory.change;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;

/**
 * One field of a document that is not as it was.
 *
 * @param path   see {@link FieldPath}
 * @param before null where the document did not have it
 * @param after  null where the document does not have it any more
 */
public record FieldChange(
        String path, @Nullable JsonNode before, @Nullable JsonNode after) {}
