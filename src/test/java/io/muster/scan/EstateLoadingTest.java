package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.estate.Estate;
import io.muster.estate.NotRead;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.Trail;
import io.muster.inventory.kind.Vpc;
import io.muster.rule.Assessment;
import io.muster.rule.Assessments;
import io.muster.rule.RecordRule;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rule declares is what its estate holds, of the region or of the whole account, and nothing else. */
@QuarkusTest
class EstateLoadingTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Scope REGION = Scope.of(Lab.ACCOUNT, Lab.REGION);
    private static final String OTHER_REGION = "us-east-1";

    @Inject
    Lab lab;

    @Inject
    CollectionGaps gaps;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    @Inject
    ScanConfig config;

    @BeforeEach
    void scanTwoRegions() {
        assertThat(lab.scanTwoRegions(OTHER_REGION).status()).isEqualTo(ScanStatus.SUCCEEDED);
    }

    @AfterEach
    void reset() {
        lab.execute("delete from signal");
        lab.execute("delete from organization_account");
        lab.reset();
    }

    @Test
    void aRuleAboutRolesReadsTheGroupsOfEveryRegion() {
        // given
        EstateWatcher<Role> rule =
                new EstateWatcher<>(ResourceKind.ROLE, Role.class, Set.of(), ResourceKind.SECURITY_GROUP);

        // when
        settle(rule, REGION.global());

        // then
        Estate estate = rule.seen.get(0);
        List<Resource<SecurityGroup>> groups = estate.all(SecurityGroup.class);
        assertThat(groups)
                .hasSize((int) standing("kind = 'SECURITY_GROUP'"))
                .extracting(group -> group.scope().region())
                .contains(Lab.REGION, OTHER_REGION);
        assertThat(groups)
                .allSatisfy(group -> assertThat(estate.find(SecurityGroup.class, group.resourceId()))
                        .contains(group));
        assertThatIllegalArgumentException().isThrownBy(() -> estate.stored(Instance.class));
    }

    @Test
    void ofARegionItsOwnResourcesAreLoaded() {
        // given
        EstateWatcher<Vpc> rule =
                new EstateWatcher<>(ResourceKind.VPC, Vpc.class, Set.of(), ResourceKind.SECURITY_GROUP);

        // when
        settle(rule, REGION);

        // then
        Estate estate = rule.seen.get(0);
        assertThat(estate.all(SecurityGroup.class))
                .isNotEmpty()
                .allMatch(group -> group.scope().region().equals(Lab.REGION));
        assertThatIllegalArgumentException().isThrownBy(() -> estate.stored(Role.class));
        assertThatIllegalArgumentException().isThrownBy(() -> estate.stored(Instance.class));
    }

    @Test
    void ofARegionTheAccountWideResourcesThatARuleConsultsAreLoadedToo() {
        // given
        EstateWatcher<Vpc> rule = new EstateWatcher<>(ResourceKind.VPC, Vpc.class, Set.of(ResourceKind.ROLE));

        // when
        settle(rule, REGION);

        // then
        assertThat(rule.seen.get(0).all(Role.class)).hasSize((int) standing("kind = 'ROLE'"));
    }

    @Test
    void aRegionThatWasNotListedIsMissingByName() {
        // given
        EstateWatcher<Role> needs =
                new EstateWatcher<>(ResourceKind.ROLE, Role.class, Set.of(), ResourceKind.SECURITY_GROUP);
        EstateWatcher<Role> consults =
                new EstateWatcher<>(ResourceKind.ROLE, Role.class, Set.of(ResourceKind.SECURITY_GROUP));
        lab.execute("update cell set state = 'FAILED' where kind = 'SECURITY_GROUP' and region = $1", OTHER_REGION);

        // when
        settle(needs, REGION.global());
        settle(consults, REGION.global());

        // then
        assertThat(needs.seen).as("every verdict is UNKNOWN").isEmpty();
        Estate estate = consults.seen.get(0);
        assertThat(estate.knows(ResourceKind.SECURITY_GROUP)).isFalse();
        assertThat(estate.missing(ResourceKind.SECURITY_GROUP)).isEqualTo("SECURITY_GROUP in " + OTHER_REGION);
        assertThat(estate.stored(SecurityGroup.class)).hasSize((int) standing("kind = 'SECURITY_GROUP'"));
    }

    @Test
    void aRegionWhoseKindWasNeverListedIsMissingByName() {
        // given a region that AWS named and the account does not, of which a narrowed scan read other kinds
        EstateWatcher<Role> rule =
                new EstateWatcher<>(ResourceKind.ROLE, Role.class, Set.of(ResourceKind.SECURITY_GROUP));
        lab.execute("update account set regions = null");
        lab.execute("delete from cell where kind = 'SECURITY_GROUP' and region = $1", OTHER_REGION);

        // when
        settle(rule, REGION.global());

        // then
        assertThat(rule.seen.get(0).missing(ResourceKind.SECURITY_GROUP))
                .isEqualTo("SECURITY_GROUP in " + OTHER_REGION);
    }

    @Test
    void whereNoRegionIsKnownNoRegionalKindIs() {
        // given
        EstateWatcher<Role> rule =
                new EstateWatcher<>(ResourceKind.ROLE, Role.class, Set.of(ResourceKind.SECURITY_GROUP));
        lab.execute("update account set regions = null");
        lab.execute("delete from cell where region <> 'global'");

        // when
        settle(rule, REGION.global());

        // then
        assertThat(rule.seen.get(0).missing(ResourceKind.SECURITY_GROUP)).isEqualTo("SECURITY_GROUP in any region");
    }

    @Test
    void aRegionThatIsOutOfScopeIsNotMissed() {
        // given
        EstateWatcher<Role> rule =
                new EstateWatcher<>(ResourceKind.ROLE, Role.class, Set.of(ResourceKind.SECURITY_GROUP));
        lab.execute("update account set regions = $1", (Object) new String[] {Lab.REGION});
        lab.execute("update cell set state = 'FAILED', error_code = 'OUT_OF_SCOPE' where region = $1", OTHER_REGION);

        // when
        settle(rule, REGION.global());

        // then
        assertThat(rule.seen.get(0).knows(ResourceKind.SECURITY_GROUP)).isTrue();
    }

    @Test
    void accountsOfTheOrganizationAndAddressesHeldInOtherRegionsAreLoaded() {
        // given
        EstateWatcher<SecurityGroup> rule = new EstateWatcher<>(
                ResourceKind.SECURITY_GROUP, SecurityGroup.class, Set.of(), ResourceKind.ELASTIC_IP);
        lab.execute("insert into organization_account values ('999988887777', 'o-a1b2c3d4e5')");
        lab.execute("""
                update resource set attributes = jsonb_set(attributes, '{ingress}',
                    '[{"protocol": "tcp", "fromPort": 22, "toPort": 22, "cidr": "3.9.9.7/32"},
                      {"protocol": "tcp", "fromPort": 22, "toPort": 22, "cidr": "3.9.9.8/32"}]')
                where kind = 'SECURITY_GROUP' and region = $1""", Lab.REGION);
        lab.execute("""
                insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash, first_seen_at, changed_at)
                values ('arn:aws:ec2:us-east-1::elastic-ip/far', 'ELASTIC_IP', $1, $2, 'far', '{}',
                        '{"publicIp": "3.9.9.7"}', '', now(), now())""", Lab.ACCOUNT, OTHER_REGION);

        // when
        settle(rule, REGION);

        // then
        Estate estate = rule.seen.get(0);
        assertThat(estate.beside().heldAddresses()).containsExactly("3.9.9.7");
        assertThat(estate.beside().organizationId()).contains("o-a1b2c3d4e5");
        assertThat(estate.beside().ownAccounts()).contains("999988887777", Lab.ACCOUNT);
        assertThat(estate.beside().isJudged("999988887777")).isFalse();
    }

    @Test
    void signalsAreLoadedWhereARuleReadsThem() {
        // given
        EstateWatcher<Vpc> reads = new EstateWatcher<>(ResourceKind.VPC, Vpc.class, Set.of(ResourceKind.ROLE)) {
            @Override
            public boolean readsSignals() {
                return true;
            }
        };
        EstateWatcher<Vpc> reader = new EstateWatcher<>(ResourceKind.VPC, Vpc.class, Set.of());
        lab.execute("""
                insert into signal select 'Prowler', r.region || r.kind || n, case n when 1 then r.arn else r.account_id || '/' || r.region || '/' || r.resource_id end,
                    r.account_id, 'COMPLIANCE', case n when 3 then 'CLOSED' else 'OPEN' end, 2, now(), now(), '{"title": "t", "message": "m"}'
                from resource r, generate_series(1, 3) n where r.kind in ('VPC', 'ROLE')
                """);

        // when
        settle(reads, REGION);
        settle(reader, REGION);

        // then
        Estate estate = reads.seen.get(0);
        assertThat(estate.all(Vpc.class))
                .isNotEmpty()
                .allSatisfy(vpc -> assertThat(estate.beside().signals(vpc))
                        .hasSize(2)
                        .allMatch(signal -> !signal.document().has("message")));
        assertThat(estate.all(Role.class))
                .isNotEmpty()
                .allSatisfy(role -> assertThat(estate.beside().signals(role)).hasSize(2));
        Estate without = reader.seen.get(0);
        assertThatExceptionOfType(NotRead.class)
                .isThrownBy(
                        () -> without.beside().signals(without.all(Vpc.class).get(0)));
    }

    @Test
    void trailsAreLoadedWithWhatTheirHomeRegionsTell() {
        // given
        EstateWatcher<Vpc> reads = new EstateWatcher<>(ResourceKind.VPC, Vpc.class, Set.of(ResourceKind.TRAIL));
        EstateWatcher<Vpc> reader = new EstateWatcher<>(ResourceKind.VPC, Vpc.class, Set.of());

        // when
        settle(reads, REGION);
        settle(reader, REGION);

        // then
        Estate estate = reads.seen.get(0);
        assertThat(estate.all(Trail.class))
                .isNotEmpty()
                .allSatisfy(trail -> assertThat(estate.beside()
                                .trailHomes()
                                .of(trail.attributes().trailArn()))
                        .containsExactly(trail.attributes()));
        assertThatExceptionOfType(NotRead.class)
                .isThrownBy(() -> reader.seen.get(0).beside().trailHomes());
    }

    private long standing(String condition) {
        return lab.number("select count(*) from resource where deleted_at is null and " + condition);
    }

    /** Settles the scope by the one rule, and takes back what that did to the findings. */
    private void settle(RecordRule<?> rule, Scope scope) {
        Assessment assessment = Assessments.by(rule);
        ScopeAssessment settling = new ScopeAssessment(assessment, gaps, new AccountWideResources(assessment, config));
        rolledBack(
                (connection, write) -> scope.isGlobal()
                        ? settling.settleAccount(connection, write, null)
                        : settling.settleRegion(connection, write, Map.of(), null),
                scope);
    }

    private void rolledBack(BiFunction<SqlConnection, ScopeWrite, Uni<Void>> work, Scope scope) {
        pool.withTransaction(connection -> ScopeWrite.begin(connection, 1, scope, clock)
                        .chain(write -> work.apply(connection, write))
                        .chain(() -> Uni.createFrom().<Void>failure(new RolledBack())))
                .onFailure(RolledBack.class)
                .recoverWithNull()
                .await()
                .atMost(LIMIT);
    }

    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
