package io.muster.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.attack.AttackPathReads.AttackPathView;
import io.muster.platform.AccountScope;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("AttackPathAccount")
@Description("Another account that an attack path leads into.")
public record AttackPathAccountType(
        @NonNull @Description("The account.") String accountId,

        @Nullable
        @Description(
                "The time of the last complete listing of its roles on which the path rests: later changes, and those of a scan that had not"
                        + " ended, are not in the path. Null where it is not known, as of paths of the past.")
        Instant readAt) {

    /** The first account is shown to each caller who sees the path; a further account only to callers who may see that account. */
    static List<AttackPathAccountType> of(AttackPathView view, AccountScope seen) {
        List<AttackPathAccountType> told = new ArrayList<>();
        for (JsonNode account : view.document().path("accounts")) {
            String id = account.asText();
            if (told.isEmpty() || seen.admits(id)) {
                told.add(new AttackPathAccountType(id, readAt(view.readAt(), id)));
            }
        }
        return List.copyOf(told);
    }

    private static @Nullable Instant readAt(@Nullable JsonNode all, String id) {
        return Optional.ofNullable(all)
                .map(times -> times.path(id).textValue())
                .map(Instant::parse)
                .orElse(null);
    }
}
