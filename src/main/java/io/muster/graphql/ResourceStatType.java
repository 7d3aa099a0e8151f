package io.muster.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Inventory.ResourceCount;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("ResourceStat")
@Description("How many resources there are, by the dimensions that were asked for; the others are null.")
public record ResourceStatType(
        @Description("How many resources.") int count,
        @Description("Their kind.") ResourceKind kind,
        @Description("Their account.") String accountId,
        @Description("Their region.") String region,

        @NonNull @Description("The facts that were counted by, in the order of `by`.")
        List<@NonNull ResourceStatValue> values) {

    @Description("The common value of resources that are counted together.")
    public record ResourceStatValue(
            @NonNull @Description("The fact, as in `by`.") String name,

            @Description(
                    "Its value; null where AWS tells none, and where the tag is absent: an empty tag is an empty text.")
            Json value) {}

    static ResourceStatType of(ResourceCount row) {
        return of(row, List.of());
    }

    /** @param by the names of the facts that were counted by */
    static ResourceStatType of(ResourceCount row, List<String> by) {
        List<ResourceStatValue> values = new ArrayList<>();
        for (int i = 0; i < by.size(); i++) {
            values.add(new ResourceStatValue(by.get(i), Json.of(fact(row, i))));
        }
        return new ResourceStatType(row.count(), row.kind(), row.accountId(), row.region(), values);
    }

    @Nullable
    private static JsonNode fact(ResourceCount row, int place) {
        return row.facts() == null ? null : row.facts().get(place);
    }
}
