package io.muster.inventory.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.graphql.ReadsOnly;
import io.muster.inventory.Cell;
import io.muster.inventory.CompleteListing;
import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The changes between two instants make the inventory of the one that of the other. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class ReplayTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Scope SCOPE = Scope.of("700000000302", "eu-central-1");
    private static final Cell GROUPS = new Cell(SCOPE, ResourceKind.SECURITY_GROUP);
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final int SCANS = 20;

    @Inject
    Pool pool;

    @Inject
    Changes changes;

    @Inject
    Differences differences;

    @BeforeEach
    @AfterEach
    void empty() {
        execute("delete from resource where account_id = $1", Tuple.of(SCOPE.accountId()));
        execute("delete from cell where account_id = $1", Tuple.of(SCOPE.accountId()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void changesMakeOneInventoryTheOther(long seed) {
        // given
        scan(seed);
        for (int from = -1; from < SCANS; from++) {
            for (int to = from; to < SCANS; to += 3) {
                // when
                Map<String, ObjectNode> replayed = inventory(time(from));
                replay(replayed, time(from), time(to));

                // then
                assertThat(texts(replayed)).as("from scan %d to %d", from, to).isEqualTo(texts(inventory(time(to))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void changesOfBeforeTheyWereKeptAreFoundByTheMigration(long seed) throws IOException {
        // given
        scan(seed);
        List<String> kept = kept();
        execute("delete from resource_change where account_id = $1", Tuple.of(SCOPE.accountId()));

        // when
        execute(migration(), Tuple.tuple());

        // then
        assertThat(kept()).hasSizeGreaterThan(SCANS).isEqualTo(kept);
    }

    private List<String> kept() {
        List<String> rows = new ArrayList<>();
        execute(
                        "select concat_ws(' ', resource_id, at, type, restored, region, kind, fields) from resource_change"
                                + " where account_id = $1 order by resource_id, at",
                        Tuple.of(SCOPE.accountId()))
                .forEach(row -> rows.add(row.getString(0)));
        return rows;
    }

    private static String migration() throws IOException {
        try (InputStream file =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("db/migration/V15__changes.sql")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            int begin = text.indexOf("insert into resource_change\nwith state");
            return text.substring(begin, text.indexOf(';', begin));
        }
    }

    private void scan(long seed) {
        Random random = new Random(seed);
        for (int scan = 0; scan < SCANS; scan++) {
            List<Resource<SecurityGroup>> listing = listing(random);
            Instant at = time(scan);
            pool.withTransaction(connection -> CompleteListing.store(connection, at, GROUPS, listing))
                    .await()
                    .atMost(LIMIT);
        }
    }

    private static Instant time(int scan) {
        return BEGIN.plus(Duration.ofHours(scan));
    }

    private void replay(Map<String, ObjectNode> inventory, Instant from, Instant to) {
        List<ChangeView> steps = between(from, to);
        Collections.reverse(steps);
        Map<ChangeView.Key, FieldChanges> fields = differences
                .of(steps.stream().map(ChangeView::key).toList(), 500)
                .await()
                .atMost(LIMIT);
        for (ChangeView step : steps) {
            ObjectNode before = inventory.getOrDefault(step.resourceArn(), JsonNodeFactory.instance.objectNode());
            assertThat(before.isEmpty()).isEqualTo(step.type() == ChangeType.CREATED);
            ObjectNode after = Patch.apply(
                    before,
                    fields.get(step.key()).first().stream()
                            .map(FieldChanges.Bounded::change)
                            .toList());
            if (step.type() == ChangeType.DELETED) {
                assertThat(after.isEmpty()).isTrue();
                inventory.remove(step.resourceArn());
            } else {
                inventory.put(step.resourceArn(), after);
            }
        }
    }

    /** Page by page, as consumers read them. */
    private List<ChangeView> between(Instant from, Instant to) {
        ChangeFilter filter = new ChangeFilter(
                List.of(SCOPE.accountId()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                from.plusMillis(1),
                to.plusMillis(1));
        List<ChangeView> all = new ArrayList<>();
        String after = null;
        boolean more = true;
        while (more) {
            Page<ChangeView> page = changes.page(
                            AccountScope.EVERY_ACCOUNT, filter, new PageRequest(7, after), "replay")
                    .await()
                    .atMost(LIMIT);
            all.addAll(page.nodes());
            more = page.hasNextPage();
            after = more ? page.entries().get(page.entries().size() - 1).cursor() : null;
        }
        return all;
    }

    private Map<String, ObjectNode> inventory(Instant at) {
        Map<String, ObjectNode> inventory = new TreeMap<>();
        for (Row row : execute(
                "select arn, whole_document(name, tags, attributes)::text from resource_at($2) where account_id = $1",
                Tuple.of(SCOPE.accountId(), at.atOffset(ZoneOffset.UTC)))) {
            ObjectNode document = (ObjectNode) Documents.tree(row.getString(1));
            if (document.get("name").isNull()) {
                document.remove("name");
            }
            inventory.put(row.getString(0), document);
        }
        return inventory;
    }

    private static Map<String, String> texts(Map<String, ObjectNode> inventory) {
        Map<String, String> texts = new TreeMap<>();
        inventory.forEach((arn, document) -> texts.put(arn, CanonicalJson.text(document)));
        return texts;
    }

    private Iterable<Row> execute(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).await().atMost(LIMIT);
    }

    private static List<Resource<SecurityGroup>> listing(Random random) {
        List<Resource<SecurityGroup>> listing = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            if (random.nextInt(4) > 0) {
                String id = "sg-" + i;
                Map<String, String> tags = random.nextBoolean() ? Map.of() : Map.of("owner", "o" + random.nextInt(2));
                SecurityGroup group = new SecurityGroup(
                        "g",
                        null,
                        "vpc-1",
                        false,
                        null,
                        rules(random),
                        random.nextBoolean() ? List.of() : rules(random));
                String name = random.nextBoolean() ? null : "n" + random.nextInt(2);
                listing.add(new Resource<>(SCOPE.arn(GROUPS.kind(), id), GROUPS.kind(), SCOPE, id, name, tags, group));
            }
        }
        return listing;
    }

    private static List<SecurityGroupRule> rules(Random random) {
        List<SecurityGroupRule> rules = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String id = random.nextInt(3) == 0 ? null : "sgr-" + random.nextInt(3);
            rules.add(new SecurityGroupRule(
                    id, "tcp", random.nextInt(2), 22, "10." + random.nextInt(2) + ".0.0/16", null, null, null, null));
        }
        return rules;
    }
}
