package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.attack.MadeNetworks;
import io.muster.estate.attack.StoredAttackPaths;
import io.muster.inventory.Cells;
import io.muster.inventory.HeldHosts;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.platform.AccountScope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of the hosts that the attack paths of another account tell, whose VPC is peered with that of the region. */
@QuarkusTest
class HeldHostsReadTest {

    private static final Scope NEAR = Estates.REGION;
    private static final Scope FAR = MadeNetworks.FAR;
    private static final String GROUP = FAR.arn(ResourceKind.SECURITY_GROUP, "sg-2");

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @Inject
    StoredEstates estates;

    @Inject
    JudgedNetworks networks;

    @BeforeEach
    void networks() {
        lab.reset();
        networks.storePeered();
    }

    @AfterEach
    void reset() {
        lab.reset();
    }

    /** A replica of a version that tells no hosts has looked at the region since. */
    @Test
    void whatAnEarlierVersionLeavesIsNotTold() {
        // given
        judge(FAR);
        judge(FAR);
        assertThat(read().untold()).isZero();

        // when
        lab.execute(
                "update attack_path_scope set looked_at = looked_at + interval '1 minute', fingerprint = null where account_id = $1",
                FAR.accountId());

        // then
        assertThat(read().untold()).isOne();
        assertThat(read().hosts())
                .singleElement()
                .satisfies(host -> assertThat(host.certain()).isFalse());

        // when
        judge(FAR);

        // then
        assertThat(read().untold()).isZero();
    }

    /** The hosts of a region that is not scanned any more are not told, and those of one whose instances were not listed are not sure. */
    @Test
    void aRegionTellsWhileItsInstancesAreListed() {
        // given
        judge(FAR);
        String failed = "update cell set state = 'FAILED', error_code = $2 where account_id = $1 and kind = 'INSTANCE'";

        // when
        lab.execute(failed, FAR.accountId(), "UnauthorizedOperation");

        // then
        assertThat(read().untold()).isOne();
        assertThat(read().hosts())
                .singleElement()
                .satisfies(host -> assertThat(host.certain()).isFalse());

        // when
        lab.execute(failed, FAR.accountId(), Cells.OUT_OF_SCOPE);

        // then
        assertThat(read().untold()).isOne();
        assertThat(read().hosts()).isEmpty();
    }

    /** A few of those that are alike are read, and the rest is named. */
    @Test
    void aFewOfManyAreRead() {
        // given
        judge(FAR);
        lab.execute("insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                + " first_seen_at, changed_at) select arn || n, kind, account_id, region, resource_id || n, tags, attributes,"
                + " content_hash, now(), now() from resource, generate_series(1, 30) n where arn like '%instance/i-2'"
                + " and kind = 'INSTANCE'");
        lab.execute(
                "insert into held_host select r.id, h.account_id, h.region, vpc_ids, interfaces, certain, at_large,"
                        + " hardly_weak, steps from held_host h, resource r where r.arn like '%instance/i-2_%' and r.kind = 'INSTANCE'");

        // when
        HeldHosts held = read();

        // then
        assertThat(held.hosts())
                .hasSize(20)
                .allSatisfy(host -> assertThat(host.interfaces()).hasSize(1));
        assertThat(held.more()).isTrue();
        assertThat(held.shared()).isFalse();
        assertThat(held.untold()).isZero();
        assertThat(held.networks().complete()).containsOnlyKeys(FAR);
    }

    /** Of the security groups, those of the hosts are read, also one of another VPC of the account, and stand in the fingerprint. */
    @Test
    void theGroupsOfTheHostsAreRead() {
        // given
        judge(FAR);
        lab.execute(
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash, first_seen_at,"
                        + " changed_at) select replace(arn, 'sg-2', other_id), kind, account_id, region, other_id, tags,"
                        + " jsonb_set(attributes, '{vpcId}', to_jsonb(vpc)), content_hash, now(), now() from resource,"
                        + " (values ('sg-3', 'vpc-2'), ('sg-4', 'vpc-4')) as other (other_id, vpc) where arn = $1",
                GROUP);
        lab.execute(
                "update resource set attributes = jsonb_set(attributes, '{securityGroupIds}', '[\"sg-2\", \"sg-4\"]')"
                        + " where resource_id = 'eni-i-2'");
        String before = fingerprint();

        // when
        List<String> groups = read().networks().resources().stream()
                .map(StoredResource::resource)
                .filter(one -> one.kind() == ResourceKind.SECURITY_GROUP)
                .map(Resource::resourceId)
                .toList();

        // then
        assertThat(groups).containsExactlyInAnyOrder("sg-2", "sg-4");
        lab.execute("update resource set content_hash = '\\x01' where resource_id = 'sg-3'");
        assertThat(fingerprint()).isEqualTo(before);
        lab.execute("update resource set content_hash = '\\x01' where resource_id = 'sg-4'");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    /** A question about a change is answered by the hosts that the caller may see. */
    @Test
    void aQuestionReadsHostsOfTheCallersAccounts() {
        // given
        judge(FAR);

        // when, then
        assertThat(asked(AccountScope.EVERY_ACCOUNT)).isEqualTo(read());
        assertThat(asked(AccountScope.of(List.of(NEAR.accountId())))).satisfies(held -> {
            assertThat(held.hosts()).isEmpty();
            assertThat(held.more()).isTrue();
        });
    }

    private HeldHosts asked(AccountScope accounts) {
        return estates.withHeldHosts(NEAR, StoredAttackPaths.kinds(), false, accounts)
                .map(estate -> estate.beside().held())
                .await()
                .indefinitely();
    }

    /** Another account has a host in the VPC, which is shared with it. */
    @Test
    void aHostInASharedVpcIsNotReadAndTold() {
        // given
        judge(FAR);
        lab.execute("update resource set account_id = '777788889999' where resource_id = 'i-2' and kind = 'INSTANCE'");
        lab.execute("update held_host set account_id = '777788889999'");
        assertThat(read().shared()).isFalse();

        // when the account is registered
        lab.execute("insert into account (account_id, role_arn, external_id, regions, registered_at)"
                + " values ('777788889999', 'arn:aws:iam::777788889999:role/muster', 'x', '{eu-central-1}', now())");

        // then
        assertThat(read().hosts()).isEmpty();
        assertThat(read().shared()).isTrue();
    }

    @Test
    void theFingerprintStandsForAllThatIsTold() {
        // given
        judge(FAR);
        List<String> changes = List.of(
                "update held_host set at_large = not at_large",
                "update held_host set hardly_weak = not hardly_weak",
                "update held_host set certain = not certain",
                "update held_host set steps = '[]'",
                "update resource set content_hash = '\\x01' where resource_id = 'eni-i-2'",
                "update resource set content_hash = '\\x01' where resource_id = 'sg-2'",
                "update resource set content_hash = '\\x01' where resource_id = 'rtb-2'",
                "update cell set state = 'FAILED' where kind = 'SECURITY_GROUP' and account_id = '" + FAR.accountId()
                        + "'",
                "update attack_path_scope set told_at = null",
                "delete from held_host",
                "update account set enabled = false where account_id = '" + FAR.accountId() + "'");
        List<String> fingerprints = new ArrayList<>(List.of(fingerprint()));

        // when
        changes.forEach(change -> {
            lab.execute(change);
            fingerprints.add(fingerprint());
        });

        // then
        assertThat(fingerprints).doesNotHaveDuplicates().endsWith("");
    }

    private HeldHosts read() {
        return pool.withTransaction(connection -> HeldHosts.of(connection, NEAR))
                .await()
                .indefinitely();
    }

    private String fingerprint() {
        return pool.withTransaction(connection -> HeldHosts.fingerprint(connection, NEAR))
                .await()
                .indefinitely();
    }

    private void judge(Scope scope) {
        networks.judge(scope);
    }
}
