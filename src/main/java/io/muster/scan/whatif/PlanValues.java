package io.muster.scan.whatif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Nullable;

/** Reads JSON that is written as a text, as Terraform has policies. */
final class PlanValues {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanValues() {}

    /** Null where the text is no JSON. */
    @Nullable
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }
}
