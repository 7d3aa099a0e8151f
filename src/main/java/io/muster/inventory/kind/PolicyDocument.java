package io.muster.inventory.kind;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;
import java.util.Comparator;

/** A policy that is written into a role. */
@Described("A policy that is written into a role (an inline policy).")
@IdentifiedBy("name")
public record PolicyDocument(
        @Described("The inline policy's name.") String name,

        @Described("The policy document; its text, where that is no JSON object; absent where AWS gave none.") @Nullable
        JsonNode document) {

    /** The order in which they are kept, so that AWS's own order makes no change. */
    public static final Comparator<PolicyDocument> ORDER = Comparator.comparing(PolicyDocument::name);
}
