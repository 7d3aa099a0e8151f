package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.TrailHomes;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Trail;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trail that a region shows is told of by its home region, in the account and in the one that owns it. */
@QuarkusTest
class TrailHomesTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String HOME = "us-east-1";
    private static final String OWNER = "222222222222";
    private static final String STRANGER = "333333333333";
    private static final String OWN = arn(Lab.ACCOUNT);
    private static final String OWNERS = arn(OWNER);

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void theHomeRegionOfTheSameAccountTellsOfATrail() {
        // given
        shown(OWN);
        home(Lab.ACCOUNT, OWN, true);
        listed(Lab.ACCOUNT);

        // when
        TrailHomes homes = homes();

        // then
        assertThat(homes.of(OWN)).extracting(Trail::logging).containsExactly(true);
        assertThat(homes.unread(OWN)).isEmpty();
    }

    @Test
    void aTrailOfAnotherAccountIsToldOfByItsOwnerToo() {
        // given
        shown(OWNERS);
        home(Lab.ACCOUNT, OWNERS, true);
        home(OWNER, OWNERS, false);
        listed(Lab.ACCOUNT);
        listed(OWNER);

        // when
        TrailHomes homes = homes();

        // then
        assertThat(homes.of(OWNERS)).extracting(Trail::logging).containsExactly(true, false);
        assertThat(homes.unread(OWNERS)).isEmpty();
    }

    @Test
    void anotherAccountThanItsOwnerTellsNothing() {
        // given
        shown(OWN);
        home(STRANGER, OWN, true);
        listed(STRANGER);
        listed(Lab.ACCOUNT);

        // when
        TrailHomes homes = homes();

        // then
        assertThat(homes.of(OWN)).isEmpty();
        assertThat(homes.unread(OWN)).isEmpty();
    }

    @Test
    void aHomeRegionThatWasNeverReadIsNamed() {
        // given
        shown(OWNERS);

        // when
        TrailHomes homes = homes();

        // then
        assertThat(homes.of(OWNERS)).isEmpty();
        assertThat(homes.unread(OWNERS))
                .containsExactly(
                        "TRAIL in us-east-1 of account " + Lab.ACCOUNT, "TRAIL in us-east-1 of account " + OWNER);
    }

    @Test
    void aHomeRegionWhoseCellFailedTellsNothing() {
        // given
        shown(OWN);
        home(Lab.ACCOUNT, OWN, true);
        listed(Lab.ACCOUNT);
        lab.execute("update cell set state = 'FAILED' where region = $1", HOME);

        // when
        TrailHomes homes = homes();

        // then
        assertThat(homes.of(OWN)).isEmpty();
        assertThat(homes.unread(OWN)).containsExactly("TRAIL in us-east-1 of account " + Lab.ACCOUNT);
    }

    @Test
    void aHomeRegionThatCouldNotReadAnotherTrailTellsOfThisOne() {
        // given
        shown(OWN);
        home(Lab.ACCOUNT, OWN, true);
        listed(Lab.ACCOUNT);
        lab.execute("update cell set state = 'FAILED', unread = $1 where region = $2", new String[] {"another"}, HOME);

        // then
        assertThat(homes().of(OWN)).hasSize(1);

        // when
        lab.execute("update cell set unread = $1 where region = $2", new String[] {stored(Lab.ACCOUNT, HOME)}, HOME);

        // then
        assertThat(homes().of(OWN)).isEmpty();
        assertThat(homes().unread(OWN)).hasSize(1);
    }

    @Test
    void aTrailThatIsGoneAtHomeIsNotTold() {
        // given
        shown(OWN);
        home(Lab.ACCOUNT, OWN, true);
        listed(Lab.ACCOUNT);
        lab.execute("update resource set deleted_at = now() where region = $1", HOME);

        // when
        TrailHomes homes = homes();

        // then
        assertThat(homes.of(OWN)).isEmpty();
        assertThat(homes.unread(OWN)).isEmpty();
    }

    private TrailHomes homes() {
        return pool.withTransaction(connection -> TrailHomes.of(connection, Scope.of(Lab.ACCOUNT, Lab.REGION)))
                .await()
                .atMost(LIMIT);
    }

    private void shown(String trail) {
        insert(
                Lab.ACCOUNT,
                Lab.REGION,
                "{\"trailArn\": \"" + trail + "\", \"homeRegion\": \"" + HOME + "\", \"shadow\": true}");
    }

    private void home(String account, String trail, boolean logging) {
        insert(
                account,
                HOME,
                "{\"trailArn\": \"" + trail + "\", \"homeRegion\": \"" + HOME + "\", \"shadow\": false, \"logging\": "
                        + logging + "}");
    }

    private void insert(String account, String region, String attributes) {
        lab.execute(
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                        + " first_seen_at, changed_at) values ($1, 'TRAIL', $2, $3, 'all', '{}', $4::text::jsonb, '\\x00', now(), now())",
                stored(account, region),
                account,
                region,
                attributes);
    }

    private void listed(String account) {
        lab.execute(
                "insert into cell (account_id, region, kind, state, resources, items_read, last_complete_at, last_attempt_at)"
                        + " values ($1, $2, 'TRAIL', 'COMPLETE', 1, 1, now(), now())",
                account,
                HOME);
    }

    private static String stored(String account, String region) {
        return "arn:aws:cloudtrail:" + region + ":" + account + ":trail/all";
    }

    private static String arn(String owner) {
        return "arn:aws:cloudtrail:" + HOME + ":" + owner + ":trail/all";
    }
}
