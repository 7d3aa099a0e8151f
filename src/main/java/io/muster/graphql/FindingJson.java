package io.muster.graphql;

import io.muster.finding.FindingFilter;
import io.muster.finding.FindingReads;
import io.muster.inventory.Inventory;
import io.muster.inventory.Neighbours;
import io.muster.inventory.query.JsonObject;
import io.muster.inventory.query.Sql;
import java.util.List;

/** Findings as JSON that PostgreSQL builds of their rows, which {@link FindingReads#rows} selects under the name {@code f}. */
final class FindingJson {

    private final JsonStatement statement;
    private final Neighbours neighbours;

    FindingJson(JsonStatement statement, Neighbours neighbours) {
        this.statement = statement;
        this.neighbours = neighbours;
    }

    /** The list below each resource of the level. */
    JsonCell ofResources(Selected selected, Level resources) {
        FindingFilter filter = statement.arguments().findingFilter(statement.filter(selected));
        int most = statement.first(selected);
        Sql rows = FindingReads.rows(statement.accounts(), filter, resources.self("arn"), statement.atOfLinks(), most);
        Level level = Level.ofFindings(statement.names(), resources.ofLists());
        return resources.list(
                object(statement.selections().below(selected.mentions(), "Finding"), level), rows, "f", most, level);
    }

    JsonCell object(List<Selected> fields, Level level) {
        Members object = new Members();
        fields.forEach(field -> object.add(field, member(field, level)));
        return object;
    }

    private JsonCell member(Selected field, Level level) {
        return switch (field.name()) {
            case "__typename" -> Leaf.constant("Finding");
            case "id", "severity", "area", "status", "region", "message", "stale", "resolution", "because" ->
                Leaf.of("f." + field.name());
            case "ruleId" -> Leaf.of("f.rule_id");
            case "resourceArn" -> Leaf.of("f.resource_arn");
            case "resourceId" -> Leaf.of("f.resource_id");
            case "resourceKind" -> Leaf.of("f.resource_kind");
            case "accountId" -> Leaf.of("f.account_id");
            case "accountName" -> Leaf.of(FindingReads.ACCOUNT_NAME);
            case "reopenedCount" -> Leaf.of("f.reopened_count");
            case "staleReason" -> Leaf.of(statement.passing(Sql.of(FindingReads.STALE_REASON)));
            case "evidence" ->
                Leaf.built("case when f.evidence = 'null' then " + DocumentJson.NO_OBJECT
                        + " else cast(f.evidence as json) end");
            case "firstSeenAt" -> Leaf.instant("f.first_seen_at");
            case "lastSeenAt" -> Leaf.instant(statement.passing(Sql.of("f.seen_at")));
            case "openedAt" -> Leaf.instant("f.opened_at");
            case "resolvedAt" -> Leaf.instant("f.resolved_at");
            case "ageSeconds" -> Leaf.of(statement.passing(Sql.of(FindingReads.AGE_SECONDS)));
            case "timeToFixSeconds" -> Leaf.of(FindingReads.TIME_TO_FIX_SECONDS);
            case "title" -> title();
            case "resource" -> resource(field, level);
            default ->
                throw new NotCompiled(
                        "Finding." + field.name() + " is fetched: of the rules' texts, or of tables of its own");
        };
    }

    /** The rules' titles are in memory: JSON that PostgreSQL builds has them from a constant of the statement. */
    private JsonCell title() {
        RuleBook rules = statement.arguments().rules();
        return new Leaf(
                () -> Sql.of(
                        "coalesce(cast(" + JsonObject.literal(rules.titles()) + " as jsonb) ->> f.rule_id, f.rule_id)"),
                Sql.of("f.rule_id"),
                (json, rule) -> JsonText.text(json, rules.title((String) rule)));
    }

    private JsonCell resource(Selected field, Level findings) {
        Level level = Level.ofResources(statement.names(), findings.ofOne());
        Sql rows = Inventory.ofArn(
                Sql.of(findings.self("arn")),
                statement.accounts(),
                statement.point().at());
        return findings.first(
                new ResourceJson(statement, neighbours).ofAnyKind(field.mentions(), level), rows, "r", level);
    }
}
