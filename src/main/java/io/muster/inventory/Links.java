package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import java.util.List;

/** Ways along links, as SQL. */
final class Links {

    private Links() {}

    /**
     * What goes into a {@code from} (with the {@code where} that belongs to it) to reach the resources at the end of the
     * path. They are those of the last {@code resource}, under the name {@link #end}; deleted ones end a path,
     * and so do those that the caller may not see.
     *
     * @param id  the SQL expression of the id of the resource where the path begins
     * @param arn the one of its ARN
     */
    static Sql along(AccountScope accounts, List<RelatedField.Step> path, String id, String arn, ResourceKind to) {
        Sql from = Sql.of("");
        Sql where = Sql.of(" where ");
        String atId = id;
        String atArn = arn;
        for (int i = 0; i < path.size(); i++) {
            RelatedField.Step step = path.get(i);
            String link = "l" + i;
            String next = "n" + i;
            from.add(i == 0 ? "" : ", ").add("resource_link " + link + ", resource " + next);
            where.add(i == 0 ? "" : " and ")
                    .add(link + ".relation = ")
                    .text(step.relation().name())
                    .add(joins(step, link, atId, atArn, next))
                    .add(" and " + next + ".deleted_at is null and ")
                    .add(Sql.within(accounts, next + ".account_id"));
            atId = next + ".id";
            atArn = next + ".arn";
        }
        return from.add(where).add(" and " + end(path) + ".kind = ").text(to.name());
    }

    private static String joins(RelatedField.Step step, String link, String atId, String atArn, String next) {
        return step.incoming()
                ? " and %s.target_arn = %s and %s.id = %s.source_id".formatted(link, atArn, next, link)
                : " and %s.source_id = %s and %s.arn = %s.target_arn".formatted(link, atId, next, link);
    }

    /** The name of the resource at the end of the path. */
    static String end(List<RelatedField.Step> path) {
        return "n" + (path.size() - 1);
    }
}
