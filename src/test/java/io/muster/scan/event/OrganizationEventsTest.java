package io.muster.scan.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.account.Accounts;
import io.muster.account.OrganizationConfig;
import io.muster.account.Organizations;
import io.muster.aws.AwsException;
import io.muster.aws.AwsStandIn;
import io.muster.aws.TestClients;
import io.muster.platform.Settings;
import io.muster.scan.FirstScans;
import io.muster.scan.Lab;
import io.muster.scan.OrganizationAccounts;
import io.muster.scan.OtherOrganization;
import io.muster.scan.Scans;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events about the accounts of an organization. */
@QuarkusTest
class OrganizationEventsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Inject
    Lab lab;

    @Inject
    Accounts registered;

    @Inject
    FirstScans firstScans;

    @Inject
    Scans scans;

    @Inject
    Pool pool;

    @Inject
    EventParts parts;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
        lab.truncate("event_wish");
    }

    @Test
    void aMembershipEventWithoutAnOrganizationIsIgnored() {
        // when
        parts.inbox()
                .take(List.of(EventParts.message(
                        EventBody.call("999999999999", "us-east-1", "organizations", "CloseAccount", detail -> {}))))
                .await()
                .atMost(LIMIT);

        // then
        assertThat(lab.number("select count(*) from event_wish")).isZero();
        assertThat(parts.meters().counter("muster.events", "outcome", "IGNORED").count())
                .isOne();
    }

    @Test
    void aMembershipEventBringsTheAccountsInStepOnce() {
        // given
        OrganizationConfig enabled = Settings.of(
                OrganizationConfig.class,
                Map.of("muster.organization.enabled", "true", "muster.organization.account-id", Lab.ACCOUNT));

        // when
        parts.inbox(enabled)
                .take(List.of(
                        EventParts.message(EventBody.call(
                                "999999999999", "us-east-1", "organizations", "AcceptHandshake", detail -> {})),
                        EventParts.message(EventBody.call(
                                "999999999999", "us-east-1", "organizations", "MoveAccount", detail -> {}))))
                .await()
                .atMost(LIMIT);
        assertThat(lab.text("select account_id || ' ' || region || ' ' || events from event_wish"))
                .isEqualTo("* organization 2");
        parts.scans().follow().await().atMost(LIMIT);

        // then
        assertThat(lab.number("select count(*) from event_wish")).isZero();
        assertThat(parts.meters()
                        .counter("muster.events", "outcome", "MEMBERSHIP")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void anOrganizationThatCannotBeReadIsFollowedLater() {
        // given an account that is of no organization
        TestClients clients =
                TestClients.at(AwsStandIn.endpoint(), Map.of("max-attempts", "1", "request-timeout", "6s"));
        OrganizationAccounts outsider = OtherOrganization.accounts(
                Organizations.of(Map.of("account-id", "930000000001"), clients.clients(), registered, pool),
                firstScans,
                scans);
        addOrganizationEvent();

        // when
        Throwable failure = parts.scans(outsider)
                .follow()
                .onItemOrFailure()
                .transform((done, thrown) -> thrown)
                .await()
                .atMost(LIMIT);

        // then
        assertThat(failure).isInstanceOf(AwsException.class);
        assertThat(lab.number("select count(*) from event_wish where due_at between now() + interval '1 minute'"
                        + " and now() + interval '3 minutes'"))
                .isOne();
        assertThat(outsider.follow()
                        .onItemOrFailure()
                        .transform((done, thrown) -> thrown)
                        .await()
                        .atMost(LIMIT))
                .as("the schedule goes on")
                .isNull();
        clients.close();
    }

    @Test
    void aSyncThatAnotherReplicaHasTakenSinceIsLeftToIt() {
        // given
        addOrganizationEvent();
        PendingOrganizationSync.Taken taken =
                PendingOrganizationSync.take(pool).await().atMost(LIMIT).orElseThrow();
        lab.execute("update event_wish set due_at = due_at + interval '2 minutes'");

        // when
        PendingOrganizationSync.done(pool, taken).await().atMost(LIMIT);

        // then
        assertThat(lab.number("select count(*) from event_wish where due_at > now() + interval '3 minutes'"))
                .isOne();
    }

    @Test
    void aSyncWhoseTimeIsFurtherAheadThanAnyIsDue() {
        // given
        addOrganizationEvent();
        lab.execute("update event_wish set due_at = now() + interval '1 day'");

        // when, then
        assertThat(PendingOrganizationSync.take(pool).await().atMost(LIMIT)).isPresent();
        assertThat(PendingOrganizationSync.take(pool).await().atMost(LIMIT)).isEmpty();
    }

    @Test
    void aSyncThatTakesLongStaysWithTheReplicaThatTookIt() {
        // given work that ends once another replica could have taken it, had it not been renewed
        addOrganizationEvent();
        PendingOrganizationSync.Taken taken =
                PendingOrganizationSync.take(pool).await().atMost(LIMIT).orElseThrow();
        Uni<Void> work = Uni.createFrom()
                .deferred(() -> pool.query("select due_at > $$%s$$ as renewed from event_wish".formatted(taken.until()))
                        .execute())
                .repeat()
                .until(rows -> rows.iterator().next().getBoolean("renewed"))
                .onItem()
                .ignoreAsUni();

        // when
        PendingOrganizationSync.during(pool, taken, Duration.ofMillis(100), work)
                .await()
                .atMost(LIMIT);

        // then
        assertThat(lab.number("select count(*) from event_wish")).isZero();
    }

    private void addOrganizationEvent() {
        pool.withTransaction(
                        connection -> PendingOrganizationSync.add(connection, List.of("MoveAccount"), Duration.ZERO))
                .await()
                .atMost(LIMIT);
    }
}
