package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.muster.inventory.Cell;
import io.muster.inventory.CompleteListing;
import io.muster.inventory.Documents;
import io.muster.inventory.Filled;
import io.muster.inventory.KindModel;
import io.muster.inventory.Resource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind has changes and a history: of its resources that were created, changed and deleted by listings. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class EveryKindsHistoryTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Instant CHANGED = Store.T0.plus(Duration.ofDays(1));
    private static final Instant DELETED = Store.T0.plus(Duration.ofDays(2));

    @Inject
    Store store;

    @Inject
    Pool pool;

    @BeforeEach
    void clear() {
        store.clear();
        store.scanned(Store.T0);
    }

    static List<KindModel> kinds() {
        return KindModel.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void changesAndHistoryTellOfTheKind(KindModel model) {
        // given
        Resource<?> first = Filled.resource(model.kind(), Store.SCOPE);
        Cell cell = new Cell(first.scope(), model.kind());

        // when
        listed(cell, List.of(first), Store.T0);
        listed(cell, List.of(other(first)), CHANGED);

        // then
        String fields = "type at resourceArn fields(first: 200) { path }";
        ask("{ changes(filter: {kinds: [" + model.kind() + "], since: \"" + Store.T0 + "\"}) { totalCount nodes { "
                        + fields + " } } " + root(model)
                        + " { nodes { history { validFrom validTo attributes } changes { type at } } } }")
                .body("errors", nullValue())
                .body("data.changes.totalCount", equalTo(2))
                .body("data.changes.nodes.type", contains("CHANGED", "CREATED"))
                .body("data.changes.nodes.at", contains(CHANGED.toString(), Store.T0.toString()))
                .body("data.changes.nodes[0].resourceArn", equalTo(first.arn()))
                .body("data.changes.nodes[0].fields.path", hasItem("tags.Name"))
                .body("data.changes.nodes[0].fields.path", hasItem(not("tags.Name")))
                .body("data." + root(model) + ".nodes[0].changes.type", contains("CHANGED", "CREATED"))
                .body("data." + root(model) + ".nodes[0].history", hasSize(1))
                .body("data." + root(model) + ".nodes[0].history[0].validTo", equalTo(CHANGED.toString()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsDeletedIsAChangeAndStaysInThePast(KindModel model) {
        // given
        Resource<?> first = Filled.resource(model.kind(), Store.SCOPE);
        Cell cell = new Cell(first.scope(), model.kind());

        // when
        listed(cell, List.of(first), Store.T0);
        listed(cell, List.of(), DELETED);

        // then
        ask("{ changes(filter: {kinds: [" + model.kind() + "]}) { nodes { type } } now: " + root(model)
                        + " { totalCount } then: " + root(model) + "(at: \"" + CHANGED + "\") { totalCount } }")
                .body("errors", nullValue())
                .body("data.changes.nodes.type", contains("DELETED", "CREATED"))
                .body("data.now.totalCount", equalTo(0))
                .body("data.then.totalCount", equalTo(1));
    }

    private static String root(KindModel model) {
        return model.plural().substring(0, 1).toLowerCase(Locale.ROOT)
                + model.plural().substring(1);
    }

    /** The same resource without any attribute that AWS may leave out, and without tags. */
    private static Resource<?> other(Resource<?> resource) {
        return new Resource<>(
                resource.arn(),
                resource.kind(),
                resource.scope(),
                resource.resourceId(),
                null,
                Map.of(),
                Documents.read("{}", resource.attributes().getClass()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // all resources of a list are of one kind
    private void listed(Cell cell, List<? extends Resource<?>> listing, Instant at) {
        pool.withTransaction(connection -> CompleteListing.store(connection, at, cell, (List) listing))
                .await()
                .atMost(LIMIT);
    }
}
