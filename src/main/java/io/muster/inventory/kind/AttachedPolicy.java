package io.muster.inventory.kind;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;
import java.util.Comparator;

/** A managed policy that is attached to a role, in its default version. */
@Described("A managed policy that is attached to a role, in its default version.")
@IdentifiedBy("arn")
public record AttachedPolicy(
        @Described("The managed policy's ARN.") @Link(Relation.HAS_POLICY)
        String arn,

        @Described("The managed policy's name.") String name,
        @Described("Whether AWS keeps it.") boolean awsManaged,

        @Described(
                "The document of the policy's default version; its text, where that is no JSON object; absent where AWS gave none.")
        @Nullable
        JsonNode document) {

    /** The order in which they are kept, so that AWS's own order makes no change. */
    public static final Comparator<AttachedPolicy> ORDER = Comparator.comparing(AttachedPolicy::arn);
}
