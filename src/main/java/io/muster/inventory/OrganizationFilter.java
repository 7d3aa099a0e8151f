package io.muster.inventory;

import io.muster.inventory.query.Sql;
import io.muster.platform.OrganizationPath;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which accounts are meant by their place in the organization. Components are ANDed and the entries of a list are ORed; a null
 * matches all accounts, an empty list none. An account that left the organization is in none of its units.
 *
 * @param ouPaths     paths of units by their names, {@code /Production}, each with all that is below it
 * @param accountTags tags of the account
 */
public record OrganizationFilter(
        @Nullable List<String> ouPaths, @Nullable List<ResourceFilter.Tag> accountTags) {

    /** Null where neither is asked for. */
    public static @Nullable OrganizationFilter of(
            @Nullable List<String> ouPaths, @Nullable List<ResourceFilter.Tag> accountTags) {
        return ouPaths == null && accountTags == null ? null : new OrganizationFilter(ouPaths, accountTags);
    }

    /** The condition that the column, an account's id, is of such an account. */
    public Sql within(String column) {
        return Sql.of(column + " in (select m.account_id from account m where ")
                .add(Sql.all(ofAccount("m")))
                .add(")");
    }

    /** The conditions on the {@code account} table of the name. */
    public List<Sql> ofAccount(String table) {
        List<Sql> conditions = new ArrayList<>();
        if (ouPaths != null) {
            conditions.add(
                    Sql.any(ouPaths.stream().map(path -> below(table, path)).toList()));
            conditions.add(Sql.of(table + ".left_organization_at is null"));
        }
        if (accountTags != null) {
            conditions.add(
                    Sql.any(accountTags.stream().map(tag -> tagged(table, tag)).toList()));
        }
        return conditions;
    }

    private static Sql below(String table, String path) {
        String column = table + ".organization_path";
        String asked = OrganizationPath.of(path).text();
        return asked.equals("/")
                ? Sql.of(column + " is not null")
                : Sql.of(column + " = ")
                        .text(asked)
                        .add(" or starts_with(" + column + ", ")
                        .text(asked + "/")
                        .add(")");
    }

    private static Sql tagged(String table, ResourceFilter.Tag tag) {
        String column = "cast(" + table + ".organization_tags as jsonb)";
        if (tag.values() == null) {
            return Sql.of("jsonb_exists(" + column + ", ").text(tag.key()).add(")");
        }
        return Sql.any(tag.values().stream()
                .map(value -> Sql.of(column + " @> ").textAs(Documents.write(Map.of(tag.key(), value)), "jsonb"))
                .toList());
    }
}
