package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.KeyPair;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether what is stored is as it was, after one more listing. */
@QuarkusTest
class FingerprintTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Scope SCOPE = Scope.of("700000000302", "eu-central-1");
    private static final Scope ELSEWHERE = Scope.of(SCOPE.accountId(), "eu-west-1");
    private static final Set<ResourceKind> KINDS = Set.of(ResourceKind.KEY_PAIR);
    private static final List<Cells.Reason> DENIED =
            List.of(new Cells.Reason("ec2:DescribeKeyPairs", "UnauthorizedOperation", "not authorized"));

    @Inject
    Pool pool;

    private Instant at = Instant.parse("2026-11-01T00:00:00Z");

    @BeforeEach
    @AfterEach
    void empty() {
        execute("delete from resource where account_id = $1");
        execute("delete from cell where account_id = $1");
        execute("delete from account where account_id = $1");
        execute("delete from organization_account where account_id = $1");
    }

    @Test
    void isTheSameAfterTheSameListing() {
        // given
        complete(SCOPE, List.of(key("a", "rsa"), key("b", "rsa")));
        String before = ofRegion();

        // when
        complete(SCOPE, List.of(key("b", "rsa"), key("a", "rsa")));

        // then
        assertThat(ofRegion()).isEqualTo(before);
    }

    @Test
    void differsOnceAResourceDoesOrIsNew() {
        // given
        complete(SCOPE, List.of(key("a", "rsa")));
        String first = ofRegion();

        // when
        complete(SCOPE, List.of(key("a", "ed25519")));
        String changed = ofRegion();
        complete(SCOPE, List.of(key("a", "ed25519"), key("b", "rsa")));

        // then
        assertThat(Set.of(first, changed, ofRegion())).hasSize(3);
    }

    @Test
    void anotherRegionCountsForTheAccountAlone() {
        // given
        complete(SCOPE, List.of(key("a", "rsa")));
        String region = ofRegion();
        String account = ofAccount();

        // when
        complete(ELSEWHERE, List.of());

        // then
        assertThat(ofRegion()).isEqualTo(region);
        assertThat(ofAccount()).isNotEqualTo(account);
    }

    @Test
    void differsByWhatWasNotRead() {
        // given
        complete(SCOPE, List.of(key("a", "rsa"), key("b", "rsa")));
        String whole = ofRegion();

        // when
        partial(Unread.only(List.of(arn("a"))), List.of(key("b", "rsa")));
        String withoutA = ofRegion();
        partial(Unread.only(List.of(arn("b"))), List.of(key("a", "rsa")));
        String withoutB = ofRegion();
        partial(Unread.everythingElse(), List.of());
        String nothing = ofRegion();
        partial(Unread.everythingElse(), List.of());

        // then
        assertThat(Set.of(whole, withoutA, withoutB, nothing)).hasSize(4);
        assertThat(ofRegion()).isEqualTo(nothing);
    }

    @Test
    void differsAfterEachListingThatEndedEarly() {
        // given
        complete(SCOPE, List.of(key("a", "rsa"), key("b", "rsa")));
        partial(Unread.everythingElse(), List.of(key("a", "rsa")));
        String withA = ofRegion();

        // when
        partial(Unread.everythingElse(), List.of(key("b", "rsa")));

        // then
        assertThat(ofRegion()).isNotEqualTo(withA);
    }

    @Test
    void differsOnceARegionIsNoLongerScannedOrAnotherIsToBe() {
        // given
        complete(SCOPE, List.of(key("a", "rsa")));
        partial(Unread.everythingElse(), List.of());
        String denied = ofAccount();

        // when
        run(connection -> Cells.leave(connection, SCOPE));
        String left = ofAccount();
        execute(
                "insert into account (account_id, regions, enabled, registered_at) values ($1, '{eu-west-1}', false, now())");

        // then
        assertThat(Set.of(denied, left, ofAccount())).hasSize(3);
    }

    @Test
    void differsOnceTheAccountIsOfAnotherOrganization() {
        // given
        String ofNone = ofAccount();

        // when
        execute("insert into organization_account (account_id, organization_id) values ($1, 'o-abcdefghij')");
        String ofOne = ofAccount();
        execute("update organization_account set organization_id = 'o-zzzzzzzzzz' where account_id = $1");

        // then
        assertThat(Set.of(ofNone, ofOne, ofAccount())).hasSize(3);
    }

    private static String arn(String id) {
        return SCOPE.arn(ResourceKind.KEY_PAIR, id);
    }

    private static Resource<KeyPair> key(String id, String type) {
        return new Resource<>(
                arn(id), ResourceKind.KEY_PAIR, SCOPE, id, id, Map.of(), new KeyPair(id, type, null, null));
    }

    private void complete(Scope scope, List<Resource<KeyPair>> listing) {
        at = at.plusSeconds(1);
        run(connection -> CompleteListing.store(connection, at, new Cell(scope, ResourceKind.KEY_PAIR), listing));
    }

    private void partial(Unread unread, List<Resource<KeyPair>> read) {
        at = at.plusSeconds(1);
        run(connection ->
                new Reconciler(connection, at).partial(new Cell(SCOPE, ResourceKind.KEY_PAIR), read, unread, DENIED));
    }

    private String ofRegion() {
        return run(connection -> Fingerprint.ofRegion(connection, SCOPE, KINDS));
    }

    private String ofAccount() {
        return run(connection -> Fingerprint.ofAccount(connection, SCOPE.accountId(), KINDS));
    }

    private void execute(String sql) {
        run(connection -> connection.preparedQuery(sql).execute(Tuple.of(SCOPE.accountId())));
    }

    private <T> T run(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work).await().atMost(LIMIT);
    }
}
