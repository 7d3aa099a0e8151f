package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.query.Sql;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A selection of resources. Components are ANDed and the entries of a list are ORed; a null matches all resources, an empty
 * list none.
 *
 * @param search         case-insensitive part of the name or the resource id; where it is an address or a CIDR, also what
 *     {@code ipAddress} means
 * @param ipAddress      an address that the resource has, or a CIDR in which it has one
 * @param withFindings   an SQL query of the ARNs that have findings of interest
 * @param includeDeleted whether deleted resources are meant, too; ignored for a past instant
 * @param ofKind         the values of the kind's own filters by their names (see {@link KindModel#filters})
 * @param organization   the account's place in the organization and its tags there
 */
public record ResourceFilter(
        @Nullable List<String> ids,
        @Nullable List<String> resourceIds,
        @Nullable List<ResourceKind> kinds,
        @Nullable List<String> accountIds,
        @Nullable List<String> regions,
        @Nullable List<Tag> tags,
        @Nullable String search,
        @Nullable String ipAddress,
        @Nullable Instant changedAfter,
        @Nullable Sql withFindings,
        boolean includeDeleted,
        Map<String, Object> ofKind,
        @Nullable OrganizationFilter organization) {

    /** A tag that must be there and, if values are given, have one of them. */
    public record Tag(String key, @Nullable List<String> values) {

        /** With values, containment, which the index on tags serves. The resources are named {@code r}. */
        public Sql condition() {
            if (values == null) {
                return Sql.of("jsonb_exists(r.tags, ").text(key).add(")");
            }
            return Sql.any(values.stream()
                    .map(value -> Sql.of("r.tags @> ").textAs(Documents.write(Map.of(key, value)), "jsonb"))
                    .toList());
        }
    }

    /** Whether it picks whole cells: every living resource of a kind in a region of an account, or none. */
    boolean picksCells() {
        return Stream.of(ids, resourceIds, tags, search, ipAddress, changedAfter, withFindings)
                        .allMatch(Objects::isNull)
                && !includeDeleted;
    }

    /** Whether it asks for addresses, which some resources have by others that belong to them. */
    public boolean asksAddresses() {
        return ipAddress != null || (search != null && IpRange.searched(search).isPresent());
    }

    /** Every resource that is not deleted. */
    public static ResourceFilter none() {
        return new ResourceFilter(null, null, null, null, null, null, null, null, null, null, false, Map.of(), null);
    }
}
