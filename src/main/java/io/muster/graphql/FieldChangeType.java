package io.muster.graphql;

import io.muster.inventory.change.FieldChange;
import io.muster.inventory.change.FieldChanges;
import io.muster.inventory.change.FieldChanges.Bounded;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("FieldChange")
@Description("One field that changed.")
public record FieldChangeType(
        @NonNull
        @Description("Where the field is: `state`, `metadataOptions.httpTokens`, `tags.owner`, `tags[\"cost center\"]`,"
                + " `ingress[ruleId=sgr-0a1].cidr`. Entries of lists that have no identity stand as `securityGroupIds[]`,"
                + " with the entry that went in `before` or the one that came in `after`.")
        String path,

        @Description("The value before; null where there was none.")
        Json before,

        @Description("The value after; null where there is none.")
        Json after,

        @Description(
                "True where one of the values is longer than " + FieldChanges.LONGEST_VALUE
                        + " characters of JSON: both are left out then. `resource(id:)` and `history` have the whole documents.")
        boolean tooLarge) {

    static List<FieldChangeType> of(FieldChanges changes) {
        return changes.first().stream().map(FieldChangeType::of).toList();
    }

    private static FieldChangeType of(Bounded bounded) {
        FieldChange change = bounded.change();
        return new FieldChangeType(
                change.path(), Json.of(change.before()), Json.of(change.after()), bounded.tooLarge());
    }
}
