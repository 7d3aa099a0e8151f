package io.muster.graphql;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("AccountTag")
@Description("A tag of an account in its organization.")
public record AccountTagType(
        @NonNull @Description("Its key.") String key,
        @NonNull @Description("Its value.") String value) {

    static @Nullable List<AccountTagType> of(@Nullable Map<String, String> tags) {
        return tags == null
                ? null
                : new TreeMap<>(tags)
                        .entrySet().stream()
                                .map(tag -> new AccountTagType(tag.getKey(), tag.getValue()))
                                .toList();
    }
}
