package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.graphql.ReadsOnly;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.AccountGrants;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request is answered by a scan under way only where that does all that is asked for. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class JoinedScansTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String OTHER = "222222222222";

    @Inject
    Lab lab;

    @Inject
    Scans scans;

    @Inject
    ScanConfig config;

    @BeforeEach
    void register() {
        empty();
        lab.execute("insert into account (account_id, regions, registered_at) values"
                + " ('111111111111', '{eu-central-1}', now()), ('222222222222', null, now())");
    }

    @AfterEach
    void empty() {
        lab.truncate("account, scan, scan_task, scan_gap");
    }

    @Test
    void aRegionThatWasAddedMeanwhileIsScannedByAFollowUp() {
        // given
        Scans.Requested running = request(everything(Lab.ACCOUNT));
        lab.execute("update account set regions = '{eu-central-1,us-east-1}' where account_id = $1", Lab.ACCOUNT);

        // when
        Scans.Requested followUp = request(everything(Lab.ACCOUNT));
        Scans.Requested again = request(everything(Lab.ACCOUNT));

        // then
        assertThat(followUp.joined()).isFalse();
        assertThat(again).isEqualTo(new Scans.Requested(followUp.scanId(), true));
        assertThat(regionsOf(running)).isEqualTo("eu-central-1");
        assertThat(regionsOf(followUp)).isEqualTo("eu-central-1 us-east-1");
    }

    @Test
    void anEventJoinsAScanOnlyBeforeItBegins() {
        // given
        Scans.Requested queued = request(everything(Lab.ACCOUNT));
        ScanRequest event = new ScanRequest(
                List.of(Lab.ACCOUNT), List.of(Lab.REGION), List.of(ResourceKind.VOLUME), ScanTrigger.EVENT, "an event");

        // when, then
        assertThat(request(event)).isEqualTo(new Scans.Requested(queued.scanId(), true));

        // and once its task has begun, which may have read before the change
        lab.execute("update scan_task set status = 'RUNNING' where phase = 'REGION'");
        assertThat(request(event).joined()).isFalse();
    }

    @Test
    void aScanOfSingleResourcesIsJoinedByNoOtherAndJoinsNone() {
        // given
        ScanRequest volumes = new ScanRequest(
                List.of(Lab.ACCOUNT), List.of(Lab.REGION), List.of(ResourceKind.VOLUME), ScanTrigger.REQUEST, null);
        ConcernedResources one = new ConcernedResources(Set.of("vol-0123456789abcdef0"), Set.of(), Set.of());

        // when, then
        assertThat(request(volumes.about(one)).joined()).isFalse();
        assertThat(request(volumes).joined()).isFalse();
        assertThat(request(volumes.about(one)).joined()).isFalse();
        assertThat(request(volumes).joined()).isTrue();
    }

    @Test
    void aFullScanIsJoinedByAnyAndJoinsAFullOneAlone() {
        // given
        Scans.Requested usual = request(everything(Lab.ACCOUNT));

        // when
        Scans.Requested full = request(everything(Lab.ACCOUNT).full(true));

        // then
        assertThat(full.joined()).isFalse();
        assertThat(request(everything(Lab.ACCOUNT).full(true))).isEqualTo(new Scans.Requested(full.scanId(), true));
        lab.execute("update scan set status = 'SUCCEEDED' where id = $1", usual.scanId());
        assertThat(request(everything(Lab.ACCOUNT))).isEqualTo(new Scans.Requested(full.scanId(), true));
    }

    @Test
    void aScanOfAPastDayIsJoinedByNoOther() {
        // given
        Scans.Requested past = request(everything(Lab.ACCOUNT).past(Duration.ofDays(2)));

        // when, then
        assertThat(request(everything(Lab.ACCOUNT)).joined()).isFalse();
        assertThat(request(everything(Lab.ACCOUNT).past(Duration.ofDays(1))).joined())
                .isFalse();
        assertThat(request(everything(Lab.ACCOUNT).past(Duration.ofDays(2))))
                .isEqualTo(new Scans.Requested(past.scanId(), true));
    }

    @Test
    void aRegistrationThatNamesNoRegionsAnyMoreIsNotCovered() {
        // given
        request(everything(Lab.ACCOUNT));
        lab.execute("update account set regions = null where account_id = $1", Lab.ACCOUNT);

        // when, then
        assertThat(request(everything(Lab.ACCOUNT)).joined()).isFalse();
        assertThat(request(everything(Lab.ACCOUNT)).joined()).isTrue();
    }

    @Test
    void regionsThatAreStillToBeFoundOutCoverNoNamedOne() {
        // given a scan that will ask AWS for the regions
        Scans.Requested running = request(everything(OTHER));

        // when, then
        assertThat(request(everything(OTHER))).isEqualTo(new Scans.Requested(running.scanId(), true));
        assertThat(request(ofRegion(OTHER, "us-east-1")).joined()).isFalse();

        // and once they are known
        lab.execute(
                "insert into scan_task (scan_id, account_id, region, phase, step, status)"
                        + " values ($1, $2, 'us-west-2', 'REGION', 1, 'QUEUED')",
                running.scanId(),
                OTHER);
        assertThat(request(ofRegion(OTHER, "us-west-2"))).isEqualTo(new Scans.Requested(running.scanId(), true));
    }

    @Test
    void regionsAreThoseOfTheRegistrationWhenTheScanWasAskedFor() {
        // given a scan of every region, and a registration that names some before its first task begins
        request(everything(OTHER));
        lab.execute("update account set regions = '{eu-central-1}' where account_id = $1", OTHER);

        // then its task finds out the regions all the same
        assertThat(lab.number("select count(*) from scan_task where phase = 'ACCOUNT' and discovers"))
                .isOne();
    }

    @Test
    void aPartThatHasEndedIsAskedForAnew() {
        // given a scan of two accounts, one of which is done
        ScanRequest both = new ScanRequest(List.of(Lab.ACCOUNT, OTHER), null, null, ScanTrigger.REQUEST, null);
        Scans.Requested running = request(both);
        lab.execute("update scan_task set status = 'DONE' where account_id = $1", Lab.ACCOUNT);

        // when, then
        assertThat(request(everything(Lab.ACCOUNT)).joined()).isFalse();
        assertThat(request(everything(OTHER))).isEqualTo(new Scans.Requested(running.scanId(), true));
    }

    @Test
    void aScanOfSomeKindsCoversThoseAlone() {
        // given
        ScanRequest volumes =
                new ScanRequest(List.of(Lab.ACCOUNT), null, List.of(ResourceKind.VOLUME), ScanTrigger.REQUEST, null);
        Scans.Requested running = request(volumes);

        // when, then
        assertThat(request(volumes)).isEqualTo(new Scans.Requested(running.scanId(), true));
        assertThat(request(everything(Lab.ACCOUNT)).joined()).isFalse();
    }

    @Test
    void aCallerHasNoMoreScansUnderWayThanOneMay() {
        // given
        lab.execute(
                "insert into scan (status, trigger, account_ids, requested_by, requested_at)"
                        + " select 'QUEUED', 'REQUEST', '{}', $2, now() from generate_series(1, $1)",
                config.perCaller(),
                caller("busy").id().key());

        // when, then
        assertThatThrownBy(() -> request(everything(Lab.ACCOUNT).by(caller("busy"))))
                .isInstanceOfSatisfying(MusterException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_SCANS);
                    assertThat(refusal.code().httpStatus()).isEqualTo(429);
                    assertThat(refusal).hasMessageContaining("100 scans under way");
                });
        assertThat(request(everything(Lab.ACCOUNT).by(caller("other"))).joined())
                .isFalse();
        assertThat(request(everything(Lab.ACCOUNT).by(caller("busy"))).joined())
                .as("to join is none more")
                .isTrue();
    }

    @Test
    void whoMayNotCallAScanOffLearnsNoOtherAccount() {
        // given
        ScanRequest both = new ScanRequest(List.of(Lab.ACCOUNT, OTHER), null, null, ScanTrigger.REQUEST, null);
        String scan = String.valueOf(request(both).scanId());

        // when, then
        assertThatThrownBy(() -> scans.cancel(new AccountScope(Set.of(Lab.ACCOUNT)), scan)
                        .await()
                        .atMost(LIMIT))
                .isInstanceOfSatisfying(MusterException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN);
                    assertThat(refusal.getMessage()).contains("Scan " + scan).doesNotContain(OTHER);
                });
    }

    private Scans.Requested request(ScanRequest request) {
        return scans.request(request).await().atMost(LIMIT);
    }

    private static ScanRequest everything(String accountId) {
        return ScanRequest.everythingOf(accountId, ScanTrigger.REQUEST, "a test");
    }

    private static ScanRequest ofRegion(String accountId, String region) {
        return new ScanRequest(List.of(accountId), List.of(region), null, ScanTrigger.REQUEST, null);
    }

    private static Caller caller(String name) {
        return Caller.user(name, Role.OPERATOR, AccountGrants.of(AccountScope.EVERY_ACCOUNT));
    }

    private String regionsOf(Scans.Requested requested) {
        return lab.text(
                "select string_agg(region, ' ' order by region) from scan_task where scan_id = $1 and phase = 'REGION'",
                requested.scanId());
    }
}
