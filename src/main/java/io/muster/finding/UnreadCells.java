package io.muster.finding;

import io.muster.inventory.Coverage;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Rule;
import jakarta.annotation.Nullable;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The cells that were not read, by where they are: of accounts and regions where these are told apart. */
final class UnreadCells {

    /** Where cells are; null for anywhere. */
    record Place(@Nullable String accountId, @Nullable String region) {}

    private final Map<Place, Map<ResourceKind, Integer>> cells = new HashMap<>();
    private final Map<String, String> accountNames = new HashMap<>();
    private final boolean byRegion;

    UnreadCells(List<Coverage.CellStat> stats, boolean byAccount, boolean byRegion) {
        this.byRegion = byRegion;
        for (Coverage.CellStat stat : stats) {
            String account = byAccount ? stat.accountId() : null;
            add(new Place(account, null), stat);
            if (byRegion) {
                add(new Place(account, stat.region()), stat);
            }
            if (account != null && stat.accountName() != null) {
                accountNames.put(account, stat.accountName());
            }
        }
    }

    private void add(Place place, Coverage.CellStat stat) {
        cells.computeIfAbsent(place, none -> new EnumMap<>(ResourceKind.class))
                .merge(stat.kind(), stat.cells(), Integer::sum);
    }

    /** The places that have unread cells, at the given granularity. */
    List<Place> places() {
        return cells.keySet().stream()
                .filter(place -> (place.region() != null) == byRegion)
                .toList();
    }

    @Nullable
    String accountName(@Nullable String accountId) {
        return accountNames.get(accountId);
    }

    /** How many of the cells the rules need for the place: rules about a region also need account-wide cells. */
    int neededBy(Collection<Rule<?>> rules, Place place) {
        if (place.region() == null) {
            return count(kinds(rules), place);
        }
        if (place.region().equals(Scope.GLOBAL)) {
            return count(kinds(scoped(rules, true)), new Place(place.accountId(), null));
        }
        Set<ResourceKind> kinds = kinds(scoped(rules, false));
        return count(kinds, place) + count(kinds, new Place(place.accountId(), Scope.GLOBAL));
    }

    private static List<Rule<?>> scoped(Collection<Rule<?>> rules, boolean global) {
        return rules.stream()
                .filter(rule -> rule.metadata().resourceKind().global() == global)
                .<Rule<?>>map(rule -> rule)
                .toList();
    }

    private static Set<ResourceKind> kinds(Collection<Rule<?>> rules) {
        return rules.stream().flatMap(rule -> rule.needs().stream()).collect(Collectors.toSet());
    }

    private int count(Set<ResourceKind> kinds, Place place) {
        return cells.getOrDefault(place, Map.of()).entrySet().stream()
                .filter(entry -> kinds.contains(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
