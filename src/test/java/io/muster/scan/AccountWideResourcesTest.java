package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Assessments;
import io.muster.rule.RecordRule;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Resources of an account as a whole are loaded once for all its regions, and anew where they may have changed. */
@QuarkusTest
class AccountWideResourcesTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String OTHER_REGION = "us-east-1";

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @Inject
    ScanConfig config;

    @BeforeEach
    void scanTwoRegions() {
        assertThat(lab.scanTwoRegions(OTHER_REGION).status()).isEqualTo(ScanStatus.SUCCEEDED);
    }

    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void accountWideResourcesAreLoadedOnceForAllRegions() {
        // given
        AccountWideResources loaded = accountWide(new EstateWatcher<>(ResourceKind.ROLE, Role.class, Set.of()));

        // when
        AccountWide first = of(loaded, Lab.ACCOUNT);
        AccountWide second = of(loaded, Lab.ACCOUNT);

        // then
        assertThat(first.resources()).hasSize((int) standing("kind = 'ROLE'"));
        assertThat(second).isSameAs(first);
    }

    @Test
    void accountWideResourcesAreLoadedAnewOnceTheirCellsWereWritten() {
        // given
        AccountWideResources loaded = accountWide(new EstateWatcher<>(ResourceKind.ROLE, Role.class, Set.of()));
        AccountWide before = of(loaded, Lab.ACCOUNT);

        // when
        lab.execute("update resource set deleted_at = now() where kind = 'ROLE'");
        lab.execute("update cell set resources = 0 where kind = 'ROLE'");
        AccountWide after = of(loaded, Lab.ACCOUNT);

        // then
        assertThat(before.resources()).isNotEmpty();
        assertThat(after.resources()).isEmpty();
    }

    @Test
    void noMoreAccountsAreKeptThanTasksRun() {
        // given
        AccountWideResources loaded = accountWide(new EstateWatcher<>(ResourceKind.ROLE, Role.class, Set.of()));
        AccountWide first = of(loaded, Lab.ACCOUNT);

        // when
        for (int i = 0; i < config.concurrency(); i++) {
            of(loaded, "00000000000" + i);
        }

        // then
        assertThat(of(loaded, Lab.ACCOUNT)).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void anAccountWhoseScanIsAssessedIsKeptNoLonger() {
        // given
        AccountWideResources loaded = accountWide(new EstateWatcher<>(ResourceKind.ROLE, Role.class, Set.of()));
        AccountWide first = of(loaded, Lab.ACCOUNT);

        // when
        loaded.forget(Lab.ACCOUNT);

        // then
        assertThat(of(loaded, Lab.ACCOUNT)).isEqualTo(first).isNotSameAs(first);
    }

    private AccountWideResources accountWide(RecordRule<?> rule) {
        return new AccountWideResources(Assessments.by(rule), config);
    }

    private AccountWide of(AccountWideResources loaded, String accountId) {
        return pool.withTransaction(connection -> loaded.of(connection, Scope.of(accountId, Scope.GLOBAL)))
                .await()
                .atMost(LIMIT);
    }

    private long standing(String condition) {
        return lab.number("select count(*) from resource where deleted_at is null and " + condition);
    }
}
