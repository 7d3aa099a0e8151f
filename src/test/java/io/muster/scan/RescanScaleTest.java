package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsStandIn;
import io.muster.aws.CannedAws;
import io.muster.aws.TestClients;
import io.muster.collect.AwsScope;
import io.muster.collect.Collection;
import io.muster.collect.Collectors;
import io.muster.inventory.Cell;
import io.muster.inventory.CompleteListing;
import io.muster.inventory.Reconciler;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;

/**
 * Listings of many instances, from AWS's pages to the store, beside the SDK alone, which decodes the same pages, and beside PostgreSQL's
 * {@code COPY} of the same rows. It says how long each took; {@code -Dmuster.rescan.instances=100000 -Dmuster.rescan.rounds=5}
 * asks for more than the tests take.
 */
@QuarkusTest
class RescanScaleTest {

    private static final int INSTANCES = Integer.getInteger("muster.rescan.instances", 2_500);
    private static final int ROUNDS = Integer.getInteger("muster.rescan.rounds", 1);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Scope SCOPE = Scope.of(AwsStandIn.ACCOUNT, "eu-west-1");
    private static final Cell CELL = new Cell(SCOPE, ResourceKind.INSTANCE);
    private static final String OF_CELL = " from resource where account_id = '" + SCOPE.accountId() + "' and region = '"
            + SCOPE.region() + "' and kind = 'INSTANCE'";

    private final CannedAws canned = new CannedAws();
    private final TestClients clients = TestClients.at(canned.endpoint(), Map.of("budget-fraction", "1"));
    private final Ec2AsyncClient sdk = Ec2AsyncClient.builder()
            .httpClient(TestClients.HTTP)
            .endpointOverride(canned.endpoint())
            .region(Region.of(SCOPE.region()))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");

    @Inject
    Collectors collectors;

    @Inject
    Pool pool;

    @Inject
    DataSource database;

    @BeforeEach
    @AfterEach
    void empty() {
        execute("delete" + OF_CELL);
        execute("delete from cell where account_id = '" + SCOPE.accountId() + "'");
    }

    @AfterEach
    void close() {
        sdk.close();
        clients.close();
        canned.close();
    }

    @Test
    void anUnchangedRescanBesideTheSdkAlone() {
        // given
        List<String> pages = InstancePages.of(INSTANCES, "0");
        answer(pages);
        assertThat(store(collect()).created()).isEqualTo(INSTANCES);

        for (int round = 0; round < ROUNDS; round++) {
            // when
            answer(pages);
            Timed<Integer> decoded = Timed.of(this::decode);
            answer(pages);
            Timed<List<Resource<Instance>>> listed = Timed.of(this::collect);
            Timed<Reconciler.Changes> compared = Timed.of(() -> store(listed.result()));

            // then
            assertThat(decoded.result()).isEqualTo(INSTANCES);
            assertThat(listed.result()).hasSize(INSTANCES);
            assertThat(compared.result().total()).isZero();
            say(
                    "decoded by the SDK %d ms, listed %d ms, compared %d ms: ratio %.2f",
                    decoded.millis(),
                    listed.millis(),
                    compared.millis(),
                    (listed.millis() + compared.millis()) / (double) decoded.millis());
        }
    }

    @Test
    void changedInstancesBesideACopyOfTheirRows() throws Exception {
        // given
        answer(InstancePages.of(INSTANCES, "0"));
        Timed<Reconciler.Changes> created = Timed.of(() -> store(collect()));
        assertThat(created.result().created()).isEqualTo(INSTANCES);

        for (int round = 1; round <= ROUNDS; round++) {
            answer(InstancePages.of(INSTANCES, String.valueOf(round)));
            List<Resource<Instance>> listed = collect();

            // when
            Timed<Reconciler.Changes> changed = Timed.of(() -> store(listed));
            byte[] resources = rows("select *" + OF_CELL);
            byte[] versions = rows("select v.* from resource_version v join (select id" + OF_CELL
                    + ") r on r.id = v.resource_id where v.valid_to = '" + now + "'");
            byte[] changes = rows("select c.* from resource_change c join (select id" + OF_CELL
                    + ") r on r.id = c.resource_id where c.at = '" + now + "'");
            Timed<Long> copied = Timed.of(() -> copy("resource", resources));
            Timed<Long> copiedBeside =
                    Timed.of(() -> copy("resource_version", versions) + copy("resource_change", changes));

            // then
            assertThat(changed.result().changed()).isEqualTo(INSTANCES);
            assertThat(copied.result()).isEqualTo(INSTANCES);
            assertThat(copiedBeside.result()).isEqualTo(2L * INSTANCES);
            say(
                    "changed in %d ms, their rows copied in %d ms, their versions and changes in %d ms: ratio %.2f, of all rows %.2f",
                    changed.millis(),
                    copied.millis(),
                    copiedBeside.millis(),
                    copied.millis() / (double) changed.millis(),
                    (copied.millis() + copiedBeside.millis()) / (double) changed.millis());
        }
    }

    private void answer(List<String> pages) {
        canned.clear();
        canned.ec2("DescribeInstanceImageMetadata", "<instanceImageMetadataSet/>");
        pages.forEach(page -> canned.answer("DescribeInstances", 200, page));
    }

    private int decode() {
        AtomicInteger count = new AtomicInteger();
        sdk.describeInstancesPaginator(r -> r.maxResults(1000))
                .subscribe(page -> page.reservations()
                        .forEach(reservation ->
                                count.addAndGet(reservation.instances().size())))
                .join();
        return count.get();
    }

    @SuppressWarnings("unchecked") // of the kind that was asked for
    private List<Resource<Instance>> collect() {
        AwsScope aws = new AwsScope(SCOPE, clients.clients().session(AwsAccess.direct(SCOPE.accountId())));
        Collection<?> listing = collectors
                .of(ResourceKind.INSTANCE)
                .orElseThrow()
                .collect(aws)
                .await()
                .atMost(LIMIT);
        assertThat(listing).isInstanceOf(Collection.Complete.class);
        return (List<Resource<Instance>>) (List<?>) listing.resources();
    }

    private Reconciler.Changes store(List<Resource<Instance>> listing) {
        now = now.plusSeconds(60);
        return pool.withTransaction(connection -> CompleteListing.store(connection, now, CELL, listing))
                .await()
                .atMost(LIMIT);
    }

    private byte[] rows(String query) throws Exception {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try (Connection connection = database.getConnection()) {
            copies(connection).copyOut("copy (" + query + ") to stdout", rows);
        }
        return rows.toByteArray();
    }

    /** Into a table with the indexes of the given one, and without its triggers. */
    private long copy(String table, byte[] rows) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table copied (like " + table + " including all)");
            try {
                return copies(connection).copyIn("copy copied from stdin", new ByteArrayInputStream(rows));
            } finally {
                statement.execute("drop table copied");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static CopyManager copies(Connection connection) throws Exception {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().atMost(LIMIT);
    }

    private static void say(String format, Object... values) {
        System.out.println(INSTANCES + " instances: " + String.format(Locale.ROOT, format, values));
    }

    private record Timed<T>(T result, long millis) {
        static <T> Timed<T> of(Supplier<T> work) {
            long before = System.nanoTime();
            T result = work.get();
            return new Timed<>(result, (System.nanoTime() - before) / 1_000_000);
        }
    }
}
