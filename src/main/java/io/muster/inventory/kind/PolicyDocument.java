package io.muster.inventory.kind;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;

/** A policy that is written into a role. */
@Described("A policy that is written into a role (an inline policy).")
@IdentifiedBy("name")
public record PolicyDocument(
        @Described("The inline policy's name.") String name,

        @Described("The policy document; its text, where that is no JSON object; absent where AWS gave none.") @Nullable
        JsonNode document) {}
