package io.muster.scan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.collect.Collection;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.KeyPair;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Volume;

/** What cannot be stored, or not as it is, costs no more than itself; a task that cannot be done says so. */
@QuarkusTest
class ScopeWriteTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Scope SCOPE = Scope.of(Lab.ACCOUNT, Lab.REGION);
    private static final ResourceKind KEY = ResourceKind.KEY_PAIR;

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @Inject
    TaskFailure failure;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void textThatPostgresCannotHoldIsStoredEscaped() {
        // when
        reconcile(Map.of(
                KEY, new Collection.Complete<>(List.of(key("key-1", "a\u0000b", Map.of("k\u0000", "\ud83d"))))));

        // then
        Row stored = lab.row("select name, tags::text as tags, attributes ->> 'keyName' as key_name from resource");
        assertThat(stored.getString("name")).isEqualTo("a\ufffdu0000b");
        assertThat(stored.getString("tags")).isEqualTo("{\"k\ufffdu0000\": \"\ufffdud83d\"}");
        assertThat(stored.getString("key_name")).isEqualTo("a\ufffdu0000b");
        assertThat(lab.text("select state from cell where kind = 'KEY_PAIR'")).isEqualTo("COMPLETE");
    }

    /** No index has room for it, though a document has. */
    @Test
    void aNameLongerThanAnyOfAwsIsCutAndItsTagIsNot() {
        // given
        String name = random(8_000);

        // when
        reconcile(Map.of(
                KEY,
                new Collection.Complete<>(
                        List.of(key("key-1", name, Map.of("Name", name)), key("key-2", "second", Map.of())))));

        // then
        assertThat(lab.rows("select name from resource order by resource_id"))
                .extracting(row -> row.getString(0))
                .containsExactly(name.substring(0, 511) + "…", "second");
        assertThat(lab.text("select tags ->> 'Name' from resource where resource_id = 'key-1'"))
                .isEqualTo(name);
    }

    @Test
    void aKindThatCannotBeStoredCostsNoOther() {
        // given a volume whose ARN is stored already, as another account's
        String volume = lab.demo(Volume.class).get(0).volumeId();
        lab.execute(
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                        + " first_seen_at, changed_at) values ($1, 'VOLUME', '222222222222', 'nowhere', $2, '{}', '{}', '\\x00', now(), now())",
                SCOPE.arn(ResourceKind.VOLUME, volume),
                volume);

        // when
        Lab.Ended ended = lab.scan();

        // then
        assertThat(ended.status()).isEqualTo(ScanStatus.PARTIAL);
        assertThat(ended.gaps()).containsExactly("VOLUME muster:Scan INTERNAL");
        Row cell = lab.row("select state, operation, error_code from cell where kind = 'VOLUME'");
        assertThat(cell.getString("state")).isEqualTo("FAILED");
        assertThat(cell.getString("operation")).isEqualTo("muster:Scan");
        assertThat(cell.getString("error_code")).isEqualTo("INTERNAL");
        assertThat(lab.number("select count(*) from cell where state = 'FAILED'"))
                .isEqualTo(1);
        assertThat(lab.number("select count(*) from resource where kind = 'INSTANCE'"))
                .isPositive();
    }

    /** The key of a gap holds its code. */
    @Test
    void aGapThatCannotBeStoredCostsItsKindAlone() {
        // given
        Collection.Gap gap = new Collection.Gap("ec2:DescribeVolumes", random(8_000), "of no use");

        // when
        Throwable thrown = writing(
                        Map.of(ResourceKind.VOLUME, new Collection.Failed<>(List.of(gap))), Clock.systemUTC())
                .onItemOrFailure()
                .transform((written, refused) -> refused)
                .await()
                .atMost(LIMIT);

        // then
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        NotStored.class, kind -> assertThat(kind.kind()).isEqualTo(ResourceKind.VOLUME));
    }

    @Test
    void aCodeThatPostgresCannotHoldIsStoredEscaped() {
        // when
        reconcile(Map.of(
                KEY,
                new Collection.Failed<>(List.of(new Collection.Gap("ec2:DescribeKeyPairs", "Odd\u0000Code", "No")))));

        // then
        assertThat(lab.text("select error_code from cell where kind = 'KEY_PAIR'"))
                .isEqualTo("Odd\ufffdu0000Code");
    }

    @Test
    void aRegionThatCannotBeScannedIsAFailedOneWithStaleFindings() {
        // given
        lab.scan();
        long standing = lab.number("select count(*) from resource where deleted_at is null");
        long complete = lab.number("select count(*) from cell where region = $1", Lab.REGION);

        // when
        fail(TaskPhase.REGION, SCOPE);

        // then
        String failed = "select count(*) from cell where region = $1 and state = 'FAILED' and error_code = 'INTERNAL'"
                + " and last_complete_at < last_attempt_at";
        assertThat(lab.number(failed, Lab.REGION)).isEqualTo(complete).isPositive();
        assertThat(lab.number("select count(*) from cell where region = 'global' and state = 'FAILED'"))
                .isZero();
        assertThat(lab.number("select count(*) from resource where deleted_at is null"))
                .isEqualTo(standing);
        assertThat(lab.number(
                        "select count(*) from finding where region = $1 and status <> 'RESOLVED' and not stale"
                                + " and rule_id <> 'inventory-collection-gap'",
                        Lab.REGION))
                .isZero();
        assertThat(lab.number("select count(*) from finding where region = $1 and stale", Lab.REGION))
                .isPositive();
        assertThat(lab.text("select array_to_string(missing, ', ') from attack_path_scope"))
                .as("there may be more attack paths")
                .contains("INSTANCE in " + Lab.REGION);
    }

    @Test
    void aRegionOfWhichSomeKindsCannotBeScannedHasStaleFindingsOfTheRulesThatReadThem() {
        // given
        lab.scan();
        String others =
                "select string_agg(f::text, ' ' order by id) from finding f where resource_kind = 'SECURITY_GROUP'";
        String counts = "select string_agg(s::text, ' ' order by rule_id, status) from finding_series s"
                + " where resource_kind = 'SECURITY_GROUP' and level = 'SCOPE'";
        String findings = requireNonNull(lab.text(others));
        String series = requireNonNull(lab.text(counts));

        // when
        fail(TaskPhase.REGION, SCOPE, Set.of(ResourceKind.VOLUME));

        // then
        assertThat(lab.text("select string_agg(kind, ' ') from cell where state = 'FAILED'"))
                .isEqualTo("VOLUME");
        assertThat(
                        lab.number(
                                "select count(*) from finding where resource_kind = 'VOLUME' and status <> 'RESOLVED' and not stale"))
                .isZero();
        assertThat(lab.number("select count(*) from finding where resource_kind = 'VOLUME' and stale"))
                .isPositive();
        assertThat(lab.number("select count(*) from finding where rule_id = 'inventory-collection-gap' and not stale"))
                .isOne();
        assertThat(lab.text(others)).isEqualTo(findings);
        assertThat(lab.text(counts)).isEqualTo(series);
    }

    @Test
    void anAccountWhoseFirstTaskFailsHasTheRegionsThatAreKnown() {
        // given
        lab.scan();
        lab.execute("update account set regions = null");

        // when
        long scan = fail(TaskPhase.ACCOUNT, SCOPE.global());

        // then
        assertThat(lab.text("select string_agg(region, ',') from scan_task where scan_id = $1", scan))
                .isEqualTo(Lab.REGION);
        assertThat(lab.number("select count(*) from cell where kind = 'ROLE' and state = 'FAILED'"))
                .isEqualTo(1);
    }

    /** As if a task of a scan had broken. */
    private long fail(TaskPhase phase, Scope scope) {
        return fail(phase, scope, null);
    }

    private long fail(TaskPhase phase, Scope scope, @Nullable Set<ResourceKind> kinds) {
        long scan = lab.number("insert into scan (status, trigger, account_ids, requested_at)"
                + " values ('RUNNING', 'REQUEST', '{111111111111}', now()) returning id");
        ScanTask task =
                new ScanTask(1, scan, scope, phase, 3, null, kinds, null, false, null, null, false, Duration.ZERO);
        pool.withTransaction(connection -> failure.of(TaskFault.INTERNAL).write(connection, task))
                .await()
                .atMost(LIMIT);
        return scan;
    }

    @Test
    void aStateIsKeptThatAReplicaWhoseClockIsBehindSupersedes() {
        // given a replica whose clock is ahead
        reconcile(listing("first"), Clock.offset(Clock.systemUTC(), Duration.ofSeconds(5)));

        // when
        reconcile(listing("second"), Clock.systemUTC());
        reconcile(listing("third"), Clock.systemUTC());

        // then
        assertThat(
                        lab.text(
                                "select string_agg(name, ' ' order by valid_from) from resource_version where valid_from < valid_to"))
                .isEqualTo("first second");
        assertThat(
                        lab.text(
                                "select r.name from resource r join cell c using (account_id, region, kind)"
                                        + " where r.changed_at = c.last_complete_at and r.changed_at > (select max(valid_from) from resource_version)"))
                .isEqualTo("third");
    }

    @Test
    void agesAreKeptOfTheKindsWhoseAgesAreAskedFor() {
        // given
        ResourceKind other = ResourceKind.INTERNET_GATEWAY;
        Map<ResourceKind, Collection<?>> listings =
                Map.of(KEY, listing("first").get(KEY), other, new Collection.Complete<>(List.of()));

        // when
        ScopeWrite written = pool.withTransaction(
                        connection -> ScopeWrite.begin(connection, 1, SCOPE, Clock.systemUTC())
                                .call(write -> write.reconcile(listings, Set.of(KEY))))
                .await()
                .atMost(LIMIT);

        // then
        assertThat(written.since()).containsOnlyKeys(KEY);
        assertThat(requireNonNull(written.since().get(KEY)).size()).isOne();
    }

    private static Map<ResourceKind, Collection<?>> listing(String name) {
        return Map.of(KEY, new Collection.Complete<>(List.of(key("key-1", name, Map.of()))));
    }

    private void reconcile(Map<ResourceKind, Collection<?>> listings) {
        reconcile(listings, Clock.systemUTC());
    }

    private void reconcile(Map<ResourceKind, Collection<?>> listings, Clock clock) {
        writing(listings, clock).await().atMost(LIMIT);
    }

    private Uni<Void> writing(Map<ResourceKind, Collection<?>> listings, Clock clock) {
        return pool.withTransaction(connection ->
                ScopeWrite.begin(connection, 1, SCOPE, clock).chain(write -> write.reconcile(listings, Set.of())));
    }

    /** A text that no compression makes shorter. */
    private static String random(int length) {
        return new Random(1)
                .ints(length, 'A', 'Z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Resource<KeyPair> key(String id, String name, Map<String, String> tags) {
        return new Resource<>(SCOPE.arn(KEY, id), KEY, SCOPE, id, name, tags, new KeyPair(name, "rsa", null, null));
    }
}
