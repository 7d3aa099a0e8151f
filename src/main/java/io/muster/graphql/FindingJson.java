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
    Sql ofResources(Selected selected, Level resources) {
        FindingFilter filter = statement.arguments().findingFilter(statement.filter(selected));
        Sql rows = FindingReads.rows(
                statement.accounts(), filter, resources.self("arn"), statement.atOfLinks(), statement.first(selected));
        Level level = Level.ofFindings(statement.names());
        return resources.list(
                object(statement.selections().below(selected.mentions(), "Finding"), level), rows, "f", level);
    }

    Sql object(List<Selected> fields, Level level) {
        JsonObject object = new JsonObject();
        fields.forEach(field -> object.add(JsonStatement.key(field), member(field, level)));
        return object.sql();
    }

    private Sql member(Selected field, Level level) {
        return switch (field.name()) {
            case "__typename" -> Sql.of("'Finding'");
            case "id", "severity", "area", "status", "region", "message", "stale", "resolution", "because" ->
                Sql.of("f." + field.name());
            case "ruleId" -> Sql.of("f.rule_id");
            case "resourceArn" -> Sql.of("f.resource_arn");
            case "resourceId" -> Sql.of("f.resource_id");
            case "resourceKind" -> Sql.of("f.resource_kind");
            case "accountId" -> Sql.of("f.account_id");
            case "accountName" -> Sql.of(FindingReads.ACCOUNT_NAME);
            case "reopenedCount" -> Sql.of("f.reopened_count");
            case "staleReason" -> statement.passing(Sql.of(FindingReads.STALE_REASON));
            case "evidence" ->
                Sql.of("case when f.evidence = 'null' then " + DocumentJson.NO_OBJECT
                        + " else cast(f.evidence as json) end");
            case "firstSeenAt" -> Sql.of("instant_text(f.first_seen_at)");
            case "lastSeenAt" -> statement.passing(Sql.of("instant_text(f.seen_at)"));
            case "openedAt" -> Sql.of("instant_text(f.opened_at)");
            case "resolvedAt" -> Sql.of("instant_text(f.resolved_at)");
            case "ageSeconds" -> statement.passing(Sql.of(FindingReads.AGE_SECONDS));
            case "timeToFixSeconds" -> Sql.of(FindingReads.TIME_TO_FIX_SECONDS);
            case "title" -> title();
            case "resource" -> resource(field, level);
            default ->
                throw new NotCompiled(
                        "Finding." + field.name() + " is fetched: of the rules' texts, or of tables of its own");
        };
    }

    /** The rules' titles are in memory: the statement has them as a constant. */
    private Sql title() {
        return Sql.of("coalesce(cast("
                + JsonObject.literal(statement.arguments().rules().titles()) + " as jsonb) ->> f.rule_id, f.rule_id)");
    }

    private Sql resource(Selected field, Level findings) {
        Level level = Level.ofResources(statement.names());
        Sql rows = Inventory.ofArn(
                Sql.of(findings.self("arn")),
                statement.accounts(),
                statement.point().at());
        return findings.first(
                new ResourceJson(statement, neighbours).ofAnyKind(field.mentions(), level), rows, "r", level);
    }
}
