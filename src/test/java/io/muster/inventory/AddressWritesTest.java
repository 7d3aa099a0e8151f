package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The addresses beside the documents, over several listings of one cell. */
@QuarkusTest
class AddressWritesTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Scope SCOPE = Scope.of("700000000302", "eu-central-1");
    private static final Cell INTERFACES = new Cell(SCOPE, ResourceKind.NETWORK_INTERFACE);
    private static final String WRITTEN = """
            select resource.resource_id || ' ' || host(address) || '/' || masklen(address) || ' '
                   || to_char(valid_from at time zone 'UTC', 'DD')
                   || coalesce(' to ' || to_char(valid_to at time zone 'UTC', 'DD'), '')
            from resource_address a join resource on id = a.resource_id
            where account_id = $1 order by resource.resource_id, address, valid_from
            """;

    @Inject
    Pool pool;

    @BeforeEach
    @AfterEach
    void empty() {
        execute("delete from resource where account_id = $1");
        execute("delete from cell where account_id = $1");
    }

    @Test
    void holdsEachAddressAsLongAsTheResourceDid() {
        listed(
                1,
                List.of(
                        eni("eni-a", List.of("10.0.0.1", "10.0.0.2"), List.of("2001:db8::1")),
                        eni("eni-b", List.of(), List.of())));
        listed(
                2,
                List.of(
                        eni("eni-a", List.of("10.0.0.2", "10.0.0.3"), List.of("2001:db8::1")),
                        eni("eni-b", List.of(), List.of())));
        listed(3, List.of(eni("eni-b", List.of("10.0.0.3"), List.of())));
        listed(4, List.of(eni("eni-a", List.of("10.0.0.1"), List.of()), eni("eni-b", List.of("10.0.0.3"), List.of())));

        assertThat(written())
                .containsExactly(
                        "eni-a 10.0.0.1/32 01 to 02",
                        "eni-a 10.0.0.1/32 04",
                        "eni-a 10.0.0.2/32 01 to 04",
                        "eni-a 10.0.0.3/32 02 to 04",
                        "eni-a 2001:db8::1/128 01 to 04",
                        "eni-b 10.0.0.3/32 03");
    }

    @Test
    void takesAnySpellingOnceAndLeavesOutWhatIsNoAddress() {
        listed(
                1,
                List.of(eni(
                        "eni-a",
                        List.of("10.0.0.1", "nonsense", "10.0.0.1"),
                        List.of("2001:DB8::1", "2001:db8:0::1", ""))));

        assertThat(written()).containsExactly("eni-a 10.0.0.1/32 01", "eni-a 2001:db8::1/128 01");
    }

    @Test
    void anUnchangedListingWritesNothing() {
        listed(1, List.of(eni("eni-a", List.of("10.0.0.1"), List.of())));
        String before = places();

        listed(2, List.of(eni("eni-a", List.of("10.0.0.1"), List.of())));

        assertThat(places()).isEqualTo(before);
    }

    @Test
    void theMigrationStoresThoseOfDocumentsOfBefore() throws IOException {
        // given what was written before there were addresses
        listed(1, List.of(eni("eni-a", List.of("10.0.0.1", "nonsense"), List.of("2001:db8::1"))));
        listed(2, List.of(eni("eni-a", List.of("10.0.0.2"), List.of("2001:db8::1"))));
        execute("delete from resource_address a using resource r where r.id = a.resource_id and r.account_id = $1");

        // when
        String migration = Files.readString(Path.of("src/main/resources/db/migration/V14__addresses_of_resources.sql"));
        String fill = migration.substring(migration.indexOf("insert into resource_address"));
        execute(fill.substring(0, fill.indexOf(';'))
                + " and state.id in (select id from resource where account_id = $1)");

        // then
        assertThat(written())
                .containsExactly(
                        "eni-a 10.0.0.1/32 01 to 02",
                        "eni-a 10.0.0.2/32 02",
                        "eni-a 2001:db8::1/128 01 to 02",
                        "eni-a 2001:db8::1/128 02");
    }

    @Test
    void theMigrationKnowsTheComponentsOfKindsThatWereStoredBefore() {
        assertThat(components(ResourceKind.INSTANCE)).containsExactly("privateIp", "publicIp", "ipv6Addresses");
        assertThat(components(ResourceKind.NETWORK_INTERFACE))
                .as("no document of before has IPv4 prefixes")
                .containsExactly("privateIps", "publicIps", "ipv6Addresses", "ipv6Prefixes", "ipv4Prefixes");
    }

    private static List<String> components(ResourceKind kind) {
        return KindModel.of(kind).properties().stream()
                .filter(Property::address)
                .map(Property::name)
                .toList();
    }

    private static Resource<NetworkInterface> eni(String id, List<String> privateIps, List<String> ipv6) {
        NetworkInterface attributes = new NetworkInterface(
                "in-use",
                "interface",
                privateIps,
                List.of(),
                ipv6,
                List.of(),
                true,
                false,
                false,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null);
        ResourceKind kind = ResourceKind.NETWORK_INTERFACE;
        return new Resource<>(SCOPE.arn(kind, id), kind, SCOPE, id, null, Map.of(), attributes);
    }

    private void listed(int day, List<Resource<NetworkInterface>> listing) {
        Instant at = Instant.parse("2026-11-01T00:00:00Z").plus(Duration.ofDays(day - 1L));
        pool.withTransaction(connection -> CompleteListing.store(connection, at, INTERFACES, listing))
                .await()
                .atMost(LIMIT);
    }

    private List<String> written() {
        List<String> rows = new ArrayList<>();
        execute(WRITTEN).forEach(row -> rows.add(row.getString(0)));
        return rows;
    }

    private String places() {
        return execute("select string_agg(a.ctid || ' ' || a.xmin, ',') from resource_address a join resource r"
                        + " on r.id = a.resource_id where account_id = $1")
                .iterator()
                .next()
                .getString(0);
    }

    private RowSet<Row> execute(String sql) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(SCOPE.accountId()))
                .await()
                .atMost(LIMIT);
    }
}
