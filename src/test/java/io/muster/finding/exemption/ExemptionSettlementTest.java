package io.muster.finding.exemption;

import static io.muster.platform.OnVertx.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.finding.Recount;
import io.muster.graphql.ReadsOnly;
import io.muster.launch.Truncation;
import io.muster.platform.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Nullable;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Findings follow exemptions whose end moves, and those of accounts that are unregistered stay as they are. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class ExemptionSettlementTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String ACCOUNT = "700000000401";
    private static final String RULE = "ebs-volume-unencrypted";

    @Inject
    Pool pool;

    @Inject
    Exemptions exemptions;

    @Inject
    ExemptionJob job;

    @BeforeEach
    void fill() {
        clear();
        execute("insert into account (account_id, registered_at, organization_path) values ('" + ACCOUNT
                + "', now(), '/Production')");
        execute(
                "insert into finding (id, rule_id, resource_arn, resource_id, resource_kind, account_id, region, area, severity,"
                        + " severity_rank, status, message, evidence, content_hash, first_seen_at, last_seen_at)"
                        + " values (gen_random_uuid(), '" + RULE + "', 'arn:aws:ec2:eu-central-1:" + ACCOUNT
                        + ":volume/vol-1', 'vol-1', 'VOLUME', '" + ACCOUNT
                        + "', 'eu-central-1', 'STORAGE', 'HIGH', 3, 'OPEN', 'It is so.', '{}', '', now(), now())");
        execute(Recount.statements());
    }

    @AfterEach
    void clear() {
        Truncation.of(pool, "finding, finding_series, exemption cascade");
        execute("delete from account");
    }

    @Test
    void anEndThatMovesAfterItHasPassedCoversTheFindingsAgain() {
        // given a scan that opened the finding again when the end had passed, and no job that has seen that
        ExemptionView made = suppress(null, Instant.now().plus(Duration.ofHours(1)));
        assertThat(status()).isEqualTo("SUPPRESSED");
        execute("update exemption set ends_at = now() - interval '1 second'");
        execute("update finding set status = 'OPEN', exemption_id = null");
        execute(Recount.statements());

        // when
        ExemptionView changed = run(exemptions.change(
                ExemptionType.SUPPRESSION,
                made.id(),
                Caller.ANYBODY,
                version -> {},
                before ->
                        new ExemptionTerms(before.reason(), null, Instant.now().plus(Duration.ofHours(2)), null)));

        // then
        assertThat(status()).isEqualTo("SUPPRESSED");
        assertThat(changed.settled()).isTrue();
    }

    @Test
    void anAccountThatIsUnregisteredHasItsFindingsAsTheyWereUntilTheExemptionEnds() {
        // given
        ExemptionView made = suppress("/Production", null);
        assertThat(status()).isEqualTo("SUPPRESSED");

        // when
        execute("delete from account");
        run(job.tick());

        // then
        assertThat(status()).isEqualTo("SUPPRESSED");
        assertThat(text("select settled::text from exemption")).isEqualTo("true");

        // when
        run(exemptions.lift(ExemptionType.SUPPRESSION, made.id(), Caller.ANYBODY, version -> {}));

        // then
        assertThat(status()).isEqualTo("OPEN");
    }

    private ExemptionView suppress(@Nullable String ouPath, @Nullable Instant until) {
        ExemptionScope scope = new ExemptionScope(RULE, null, ouPath, null, null, null, null);
        return run(exemptions.request(
                new ExemptionDraft(ExemptionType.SUPPRESSION, null, scope, null, null, "so it is", null, until, false),
                Caller.ANYBODY));
    }

    private String status() {
        return text("select status from finding");
    }

    private String text(String sql) {
        return pool.query(sql).execute().await().atMost(LIMIT).iterator().next().getString(0);
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().atMost(LIMIT);
    }
}
