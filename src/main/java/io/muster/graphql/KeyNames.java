package io.muster.graphql;

import io.muster.account.AccountReads;
import io.muster.account.AccountView;
import io.muster.finding.FindingDimension;
import io.muster.platform.AccountScope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names of the values of a dimension, for people. */
@ApplicationScoped
class KeyNames {

    private final AccountReads accounts;
    private final RuleBook rules;

    KeyNames(AccountReads accounts, RuleBook rules) {
        this.accounts = accounts;
        this.rules = rules;
    }

    /**
     * The points with the names of their keys; a key that has no name is its own.
     *
     * @param row makes a row of a point and its key's name, which is null where the point has no key
     */
    <T, R> Uni<List<R>> add(
            AccountScope seen,
            List<T> points,
            Function<T, String> key,
            @Nullable FindingDimension groupBy,
            BiFunction<T, String, R> row) {
        Set<String> keys = points.stream().map(key).filter(Objects::nonNull).collect(Collectors.toSet());
        return names(seen, keys, groupBy)
                .map(names -> points.stream()
                        .map(point -> row.apply(point, name(names, key.apply(point))))
                        .toList());
    }

    @Nullable
    private static String name(Map<String, String> names, @Nullable String key) {
        return key == null ? null : names.getOrDefault(key, key);
    }

    private Uni<Map<String, String>> names(AccountScope seen, Set<String> keys, @Nullable FindingDimension groupBy) {
        if (groupBy == FindingDimension.RULE) {
            return Uni.createFrom().item(keys.stream().collect(Collectors.toMap(id -> id, rules::title)));
        }
        if (groupBy != FindingDimension.ACCOUNT || keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return accounts.byId(seen, keys)
                .map(found -> found.values().stream()
                        .filter(account -> account.name() != null)
                        .collect(Collectors.toMap(AccountView::accountId, AccountView::name)));
    }
}
