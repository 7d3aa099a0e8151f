package io.muster.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.muster.finding.FindingFilter;
import io.muster.finding.FindingOrder;
import io.muster.finding.FindingReads;
import io.muster.graphql.endpoint.CallContext;
import io.muster.graphql.endpoint.Keeping;
import io.muster.inventory.Inventory;
import io.muster.inventory.Inventory.Selection;
import io.muster.inventory.KindModel;
import io.muster.inventory.Neighbours;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers root fields by one statement each, with all that is selected below, as JSON. Where a selection has no such
 * statement ({@link NotCompiled} says why), where an argument below is to be refused in its own place, and where a value is
 * missing that the schema promises, or more rows belong to the page than are read at once, the answer is empty, and the fields' fetchers are asked.
 */
@ApplicationScoped
class CompiledReads {

    private final Database database;
    private final Inventory inventory;
    private final Neighbours neighbours;
    private final FindingReads findings;
    private final RuleBook rules;
    private final FilterNames names;

    CompiledReads(
            Database database,
            Inventory inventory,
            Neighbours neighbours,
            FindingReads findings,
            RuleBook rules,
            FilterNames names) {
        this.database = database;
        this.inventory = inventory;
        this.neighbours = neighbours;
        this.findings = findings;
        this.rules = rules;
        this.names = names;
    }

    /**
     * A page of resources.
     *
     * @param kind null for resources of every kind
     */
    Uni<Optional<String>> resources(
            DataFetchingEnvironment environment,
            @Nullable KindModel kind,
            Selection selection,
            PointInTime point,
            Keyset keyset) {
        return answer(environment, point, statement -> {
            ResourceJson resources = new ResourceJson(statement, neighbours);
            Query rows = inventory.rows(selection);
            return new ConnectionJson(
                            statement,
                            kind == null ? "Resource" : kind.name(),
                            "r",
                            keyset,
                            Level.ofResources(statement.names(), Level.Place.ROWS),
                            kind == null
                                    ? resources::ofAnyKind
                                    : (parents, level) -> resources.ofKind(kind, parents, level))
                    .of(rows, () -> counted(rows));
        });
    }

    private static Sql counted(Query rows) {
        return Sql.of("(select count(*) from ")
                .add(rows.from())
                .add(" where ")
                .add(rows.where())
                .add(")");
    }

    /** One resource of any kind; JSON's null where there is none. */
    Uni<Optional<String>> resource(DataFetchingEnvironment environment, String arn) {
        return answer(environment, PointInTime.NOW, statement -> {
            Level level = Level.ofResources(statement.names(), Level.Place.JSON);
            Sql entry = new ResourceJson(statement, neighbours)
                    .ofAnyKind(environment.getMergedField().getFields(), level)
                    .json();
            Sql rows = Inventory.ofArn(Sql.of("").text(arn), statement.accounts(), null);
            Sql one = Sql.of("select ")
                    .add(entry)
                    .add(" as json, " + level.below() + " as below from (")
                    .add(rows)
                    .add(") r")
                    .add(level.joins());
            return new CompiledRead(
                    Sql.of("select case when o.below < " + statement.mostRows()
                                    + " then cast(o.json as text) end from (")
                            .add(one)
                            .add(") o"),
                    found -> found.isEmpty() ? "null" : (String) found.get(0).at(0));
        });
    }

    /** A page of findings. */
    Uni<Optional<String>> findings(
            DataFetchingEnvironment environment, FindingFilter filter, FindingOrder order, boolean descending) {
        return answer(environment, PointInTime.NOW, statement -> {
            if (order.passes()) {
                statement.passes();
            }
            FindingJson entries = new FindingJson(statement, neighbours);
            return new ConnectionJson(
                            statement,
                            "Finding",
                            "f",
                            order.keyset(descending),
                            Level.ofFindings(statement.names(), Level.Place.ROWS),
                            (parents, level) ->
                                    entries.object(statement.selections().below(parents, "Finding"), level))
                    .of(
                            findings.rows(statement.accounts(), filter),
                            () -> FindingReads.counted(statement.accounts(), filter));
        });
    }

    private Uni<Optional<String>> answer(
            DataFetchingEnvironment environment, PointInTime point, Function<JsonStatement, CompiledRead> compile) {
        JsonStatement statement = new JsonStatement(environment, rules, point, database.batchRows());
        CompiledRead compiled;
        try {
            compiled = JsonStatement.checked(compile.apply(statement));
        } catch (NotCompiled | MusterException otherwise) {
            return Uni.createFrom().item(Optional.empty());
        }
        Uni<Optional<String>> read = database.columns(compiled.statement())
                .map(rows -> Optional.ofNullable(compiled.text().of(rows))
                        .filter(json -> !json.contains(DocumentJson.ABSENT)))
                .invoke(found -> {
                    if (found.isPresent() && statement.lasts()) {
                        Keeping.of(environment.getGraphQlContext()).ifPresent(Keeping::lasts);
                    }
                });
        return statement.filters().isEmpty()
                ? read
                : names.check(CallContext.accounts(environment), statement.filters())
                        .replaceWith(true)
                        .onFailure(MusterException.class)
                        .recoverWithItem(false)
                        .chain(known -> known ? read : Uni.createFrom().item(Optional.empty()));
    }
}
