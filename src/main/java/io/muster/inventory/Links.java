package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * Ways along links, as SQL.
 *
 * @param accounts the accounts that the caller may see
 * @param at       the instant that is asked about; null for now
 */
record Links(AccountScope accounts, @Nullable Instant at) {

    /**
     * The {@code from} clause (with the {@code where} that belongs to it) to reach the resources at the end of the
     * path. They are those of the last {@code resource}, under the name {@link #end}; deleted ones end a path,
     * and so do those that the caller may not see.
     *
     * @param id  the SQL expression of the id of the resource where the path begins
     * @param arn the one of its ARN
     */
    Sql along(List<RelatedField.Step> path, String id, String arn, ResourceKind to) {
        return along(path, id, arn, to, end(path));
    }

    /** @param end the name of the resources at the end of the path */
    Sql along(List<RelatedField.Step> path, String id, String arn, ResourceKind to, String end) {
        Sql from = Sql.of("");
        Sql where = Sql.of(" where ");
        String atId = id;
        String atArn = arn;
        for (int i = 0; i < path.size(); i++) {
            RelatedField.Step step = path.get(i);
            String link = "l" + i;
            String next = i == path.size() - 1 ? end : "n" + i;
            from.add(i == 0 ? "" : ", ").add(at == null ? tables(link, next) : past(step, link, atId, atArn, next));
            where.add(i == 0 ? "" : " and ")
                    .add(link + ".relation = ")
                    .constant(step.relation())
                    .add(at == null ? joins(step, link, atId, atArn, next) : "")
                    .add(" and ")
                    .add(Sql.within(accounts, next + ".account_id"));
            atId = next + ".id";
            atArn = next + ".arn";
        }
        return from.add(where).add(" and " + end + ".kind = ").constant(to);
    }

    private static Sql tables(String link, String next) {
        return Sql.of("resource_link " + link + ", resource " + next);
    }

    private static String joins(RelatedField.Step step, String link, String atId, String atArn, String next) {
        String ends = step.incoming()
                ? " and %s.target_arn = %s and %s.id = %s.source_id".formatted(link, atArn, next, link)
                : " and %s.source_id = %s and %s.arn = %s.target_arn".formatted(link, atId, next, link);
        return ends + " and " + next + ".deleted_at is null";
    }

    /** Uses functions that return one resource's past links, because no index serves a view of all past links. */
    private Sql past(RelatedField.Step step, String link, String atId, String atArn, String next) {
        String known = "x" + next;
        Sql links = step.incoming()
                ? Sql.of("lateral links_to_at(" + atArn + ", ")
                : Sql.of("lateral links_from_at(" + atId + ", ");
        links.instant(at).add(") " + link);
        return step.incoming()
                ? links.add(", lateral resource_at(" + link + ".source_id, ")
                        .instant(at)
                        .add(") " + next)
                : links.add(" join resource %1$s on %1$s.arn = %2$s.target_arn, lateral resource_at(%1$s.id, "
                                .formatted(known, link))
                        .instant(at)
                        .add(") " + next);
    }

    /** The name of the resource at the end of the path. */
    static String end(List<RelatedField.Step> path) {
        return "n" + (path.size() - 1);
    }
}
