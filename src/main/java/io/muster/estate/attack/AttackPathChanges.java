package io.muster.estate.attack;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estate;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * The attack paths that differ between two estates.
 *
 * @param missing the cells of the second that were not read, so that it may have more paths
 */
public record AttackPathChanges(List<AttackPathChange> changes, Set<String> missing) {

    public static AttackPathChanges between(Estate before, Estate after) {
        Map<UUID, AttackPath> old = new LinkedHashMap<>();
        AttackPaths.of(before).paths().forEach(path -> old.put(path.id(), path));
        AttackPaths.Found found = AttackPaths.of(after);
        List<AttackPathChange> changes = new ArrayList<>();
        for (AttackPath path : found.paths()) {
            AttackPathChange change = change(old.remove(path.id()), path);
            if (!Objects.equals(change.from(), change.to())
                    || !Objects.equals(change.severityBefore(), change.severityAfter())) {
                changes.add(change);
            }
        }
        old.values().forEach(path -> changes.add(change(path, null)));
        return new AttackPathChanges(List.copyOf(changes), found.missing());
    }

    private static AttackPathChange change(@Nullable AttackPath before, @Nullable AttackPath after) {
        AttackPath known = after == null ? Objects.requireNonNull(before) : after;
        return new AttackPathChange(
                known.id(),
                known.entry().arn(),
                before == null ? null : before.severity(),
                after == null ? null : after.severity(),
                document(before),
                document(after));
    }

    @Nullable
    private static JsonNode document(@Nullable AttackPath path) {
        return path == null ? null : AttackPathDocument.toldToAll(path);
    }
}
