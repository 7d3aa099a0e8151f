package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroupUser;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What resources point to as of any instant, after listings one after the other. The seeds are given, as the database is at hand in a Quarkus test alone. */
@QuarkusTest
class LinksOverTimeTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Scope SCOPE = Scope.of("700000000303", "eu-central-1");
    private static final Cell USERS = new Cell(SCOPE, ResourceKind.SECURITY_GROUP_USER);
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final int LISTINGS = 8;

    @Inject
    Pool pool;

    @BeforeEach
    @AfterEach
    void empty() {
        rows("delete from resource where account_id = '" + SCOPE.accountId() + "'");
        rows("delete from cell where account_id = '" + SCOPE.accountId() + "'");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areThoseOfTheListingOfThatTime(long seed) {
        // given
        Random random = new Random(seed);
        List<Map<String, Set<String>>> listings = new ArrayList<>();

        // when
        for (int i = 0; i < LISTINGS; i++) {
            Map<String, Set<String>> groups = groupsOfUsers(random);
            listings.add(groups);
            list(day(i), groups, random.nextInt(3));
        }

        // then
        for (int i = 0; i < LISTINGS; i++) {
            assertThat(outgoing(day(i))).as("listing %d", i).isEqualTo(withLinks(listings.get(i)));
            assertThat(incoming(day(i))).as("listing %d", i).isEqualTo(withLinks(listings.get(i)));
        }
        assertThat(outgoing(START.minusSeconds(1))).isEmpty();
    }

    @Test
    void aChangeElsewhereInTheResourceLeavesItsLinksAlone() {
        // given
        list(day(0), Map.of("a", Set.of("sg-1", "sg-2", "sg-3")), 0);
        List<String> places = links("ctid || ' ' || l.xmin");

        // when
        list(day(1), Map.of("a", Set.of("sg-1", "sg-2", "sg-3")), 1);

        // then
        assertThat(links("ctid || ' ' || l.xmin")).hasSize(3).isEqualTo(places);
        assertThat(texts("select v.target_arn from resource_link_version v join resource r on r.id = v.source_id"
                        + " where r.account_id = '" + SCOPE.accountId() + "'"))
                .isEmpty();
    }

    @Test
    void aLinkThatTheReleaseBeforeEndsHasItsOwnBeginning() {
        // given a change that left the link alone
        list(day(0), Map.of("a", Set.of("sg-1")), 0);
        list(day(1), Map.of("a", Set.of("sg-1")), 1);

        // when
        rows("""
                insert into resource_link_version (source_id, relation, target_arn, valid_from, valid_to)
                select l.source_id, l.relation, l.target_arn, r.changed_at, '%s'
                from resource_link l join resource r on r.id = l.source_id where r.account_id = '%s'
                """.formatted(day(2), SCOPE.accountId()));
        rows("delete from resource_link using resource where id = source_id and account_id = '" + SCOPE.accountId()
                + "'");

        // then
        assertThat(outgoing(day(0))).isEqualTo(Map.of("a", Set.of("sg-1")));
    }

    private static Map<String, Set<String>> groupsOfUsers(Random random) {
        return IntStream.range(0, 4)
                .filter(user -> random.nextInt(4) > 0)
                .boxed()
                .collect(Collectors.toMap(user -> "user-" + user, user -> groups(random)));
    }

    private static Set<String> groups(Random random) {
        return random.ints(random.nextInt(4), 1, 5)
                .mapToObj(group -> "sg-" + group)
                .collect(Collectors.toSet());
    }

    private static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }

    private static Map<String, Set<String>> withLinks(Map<String, Set<String>> groups) {
        Map<String, Set<String>> linked = new TreeMap<>(groups);
        linked.values().removeIf(Set::isEmpty);
        return linked;
    }

    private void list(Instant at, Map<String, Set<String>> groups, int release) {
        List<Resource<SecurityGroupUser>> listing = groups.entrySet().stream()
                .map(user -> user(user.getKey(), List.copyOf(new TreeSet<>(user.getValue())), release))
                .toList();
        pool.withTransaction(connection ->
                        CompleteListing.store(new Reconciler(connection, at, 3), connection, at, USERS, listing))
                .await()
                .atMost(LIMIT);
    }

    private static Resource<SecurityGroupUser> user(String id, List<String> groups, int release) {
        return new Resource<>(
                "arn:aws:lambda:" + SCOPE.region() + ":" + SCOPE.accountId() + ":function:" + id,
                ResourceKind.SECURITY_GROUP_USER,
                SCOPE,
                id,
                id,
                Map.of("release", String.valueOf(release)),
                new SecurityGroupUser("LAMBDA_FUNCTION", groups, null));
    }

    /** The groups of each user, as its links lead to them. */
    private Map<String, Set<String>> outgoing(Instant at) {
        return groups(
                "select r.resource_id, l.target_arn from resource r, links_from_at(r.id, '%s') l where r.account_id = '%s'"
                        .formatted(at, SCOPE.accountId()));
    }

    /** The same, asked of the groups. */
    private Map<String, Set<String>> incoming(Instant at) {
        String groups = IntStream.range(1, 5)
                .mapToObj(group -> "('" + SCOPE.arn(ResourceKind.SECURITY_GROUP, "sg-" + group) + "')")
                .collect(Collectors.joining(", "));
        return groups(
                "select r.resource_id, g.arn from (values %s) g (arn), links_to_at(g.arn, '%s') l, resource r where r.id = l.source_id"
                        .formatted(groups, at));
    }

    private Map<String, Set<String>> groups(String sql) {
        Map<String, Set<String>> groups = new TreeMap<>();
        for (Row row : rows(sql)) {
            String arn = row.getString(1);
            groups.computeIfAbsent(row.getString(0), user -> new TreeSet<>())
                    .add(arn.substring(arn.lastIndexOf('/') + 1));
        }
        return groups;
    }

    private List<String> links(String column) {
        return texts(
                "select l.target_arn || l." + column + " from resource_link l join resource r on r.id = l.source_id"
                        + " where r.account_id = '" + SCOPE.accountId() + "' order by 1");
    }

    private List<String> texts(String sql) {
        return StreamSupport.stream(rows(sql).spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }

    private Iterable<Row> rows(String sql) {
        return pool.query(sql).execute().await().atMost(LIMIT);
    }
}
