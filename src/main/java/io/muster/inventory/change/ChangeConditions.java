package io.muster.inventory.change;

import io.muster.inventory.ResourceFilter;
import io.muster.inventory.query.Conditions;
import io.muster.inventory.query.Query.Spread;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A filter, within the accounts that the caller may see, as conditions on the {@code resource_change} table under the name
 * {@code c}, and on its resource under the name {@code r}.
 *
 * @param spread where the rows of some accounts, or of some kinds, are to be looked up one after the other
 */
record ChangeConditions(List<Sql> all, @Nullable Spread spread) {

    private static final String ACCOUNT = "c.account_id";
    private static final String KIND = "c.kind";

    /** The most values for which rows are looked up value by value: with more, all rows are read in order. */
    private static final int MOST_PARTS = 500;

    static ChangeConditions of(AccountScope accounts, ChangeFilter filter) {
        List<Sql> conditions = new ArrayList<>();
        List<String> seen = seen(accounts, filter.accountIds());
        List<String> kinds = Conditions.names(filter.kinds());
        Spread spread = narrow(filter) ? null : spread(seen, kinds);
        oneOf(conditions, ACCOUNT, spread != null && spread.column().equals(ACCOUNT) ? null : seen);
        oneOf(conditions, KIND, spread != null && spread.column().equals(KIND) ? null : kinds);
        oneOf(conditions, "c.region", filter.regions());
        addTypes(conditions, filter.types());
        addOfResource(conditions, filter);
        addOfChange(conditions, filter);
        return new ChangeConditions(conditions, spread);
    }

    /** The accounts that are asked for and may be seen; null for all. */
    @Nullable
    private static List<String> seen(AccountScope accounts, @Nullable List<String> asked) {
        if (asked != null) {
            return asked.stream().filter(accounts::admits).distinct().toList();
        }
        return accounts.isEveryAccount()
                ? null
                : accounts.accountIds().stream().sorted().toList();
    }

    /** Whether a condition is on the resource. */
    static boolean askResource(ChangeFilter filter) {
        return Stream.of(filter.resourceArns(), filter.resourceIds(), filter.tags())
                .anyMatch(Objects::nonNull);
    }

    /** Whether few changes can be meant, which another index finds. */
    private static boolean narrow(ChangeFilter filter) {
        return Stream.of(filter.resourceArns(), filter.resourceIds(), filter.scanIds())
                .anyMatch(Objects::nonNull);
    }

    @Nullable
    private static Spread spread(@Nullable List<String> accounts, @Nullable List<String> kinds) {
        if (accounts != null) {
            return isSpread(accounts) ? new Spread(ACCOUNT, accounts) : null;
        }
        return kinds != null && isSpread(kinds) ? new Spread(KIND, kinds) : null;
    }

    private static boolean isSpread(List<String> values) {
        return values.size() > 1 && values.size() <= MOST_PARTS;
    }

    /** As literals, so that the planner knows that an index of few types serves them. */
    private static void addTypes(List<Sql> conditions, @Nullable List<ChangeType> types) {
        if (types != null) {
            conditions.add(Sql.any(types.stream()
                    .distinct()
                    .map(type -> Sql.of("c.type = '" + type.name() + "'"))
                    .toList()));
        }
    }

    private static void addOfResource(List<Sql> conditions, ChangeFilter filter) {
        oneOf(conditions, "r.arn", filter.resourceArns());
        oneOf(conditions, "r.resource_id", filter.resourceIds());
        if (filter.tags() != null) {
            conditions.add(Sql.any(
                    filter.tags().stream().map(ResourceFilter.Tag::condition).toList()));
        }
    }

    private static void addOfChange(List<Sql> conditions, ChangeFilter filter) {
        if (filter.fields() != null) {
            conditions.add(Sql.of("c.fields && ").texts(filter.fields()));
        }
        if (filter.scanIds() != null) {
            conditions.add(Sql.of("c.scan_id = any(").ids(filter.scanIds()).add(")"));
        }
        if (filter.since() != null) {
            conditions.add(Sql.of("c.at >= ").instant(filter.since()));
        }
        if (filter.until() != null) {
            conditions.add(Sql.of("c.at < ").instant(filter.until()));
        }
    }

    /** One value is compared as it is, which lets an index serve the order, too. */
    private static void oneOf(List<Sql> conditions, String column, @Nullable Collection<String> values) {
        if (values != null) {
            conditions.add(
                    values.size() == 1
                            ? Sql.of(column + " = ").text(values.iterator().next())
                            : Sql.oneOf(column, values));
        }
    }
}
