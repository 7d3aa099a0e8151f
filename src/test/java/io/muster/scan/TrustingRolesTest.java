package io.muster.scan;

import static io.muster.scan.GraphQlAnswers.ask;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.demo.DemoAccount;
import io.muster.demo.DemoCloud;
import io.muster.estate.Estate;
import io.muster.inventory.TrustingRoles;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** Two accounts are scanned, and an administrator of one trusts the other. */
@QuarkusTest
class TrustingRolesTest {

    private static final String OWN = "arn:aws:iam::" + Lab.ACCOUNT + ":role/batch-role";
    private static final ResourceKind[] KINDS = {ResourceKind.ROLE, ResourceKind.INSTANCE_PROFILE, ResourceKind.INSTANCE
    };
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"sts:AssumeRole\",\"Principal\":{\"AWS\":\"%s\"}}]}";

    @Inject
    Lab lab;

    @Inject
    DemoCloud cloud;

    @Inject
    Pool pool;

    @Inject
    StoredEstates estates;

    private DemoAccount other;
    private String administrator;

    @BeforeEach
    void anotherAccount() {
        lab.reset();
        other = cloud.accounts().get(1);
        administrator = "arn:aws:iam::" + other.accountId() + ":role/bastion-role";
        lab.execute(
                "insert into account (account_id, role_arn, external_id, regions, registered_at)"
                        + " values ($1, $2, $3, $4, now())",
                other.accountId(),
                other.roleArn(),
                other.externalId(),
                new String[] {Lab.REGION});
    }

    @AfterEach
    void reset() {
        restore();
        lab.reset();
    }

    @Test
    void aWayToAnotherAccountComesAndGoesWithItsTrustPolicy() {
        // given
        trust(Lab.ACCOUNT);
        lab.scan(KINDS);

        // when the other account was not scanned
        // then
        assertThat(targets()).doesNotContain(administrator);

        // when
        scanOther();
        lab.scan(KINDS);

        // then
        assertThat(targets()).contains(administrator);
        assertThat(can()).isEqualTo("YES");

        // when nothing changed
        String workedOut = workedOut();
        lab.scan(KINDS);

        // then
        assertThat(workedOut()).isEqualTo(workedOut);

        // when
        restore();
        scanOther();
        lab.scan(KINDS);

        // then
        assertThat(targets()).isNotEmpty().doesNotContain(administrator);
        assertThat(can()).isEqualTo("NO");
    }

    @Test
    void aDisabledAccountAndOneThatIsGoneTellNothing() {
        // given
        trust("*");
        scanOther();
        lab.scan(KINDS);
        List<String> before = targets();

        // when
        lab.execute("update account set enabled = false where account_id = $1", other.accountId());
        lab.scan(KINDS);

        // then
        assertThat(before).contains(administrator);
        assertThat(targets()).doesNotContain(administrator);
        assertThat(can()).isEqualTo("UNKNOWN");

        // when
        lab.execute("update account set enabled = true where account_id = $1", other.accountId());
        lab.scan(KINDS);

        // then
        assertThat(targets()).contains(administrator);

        // when
        lab.execute("delete from account where account_id = $1", other.accountId());
        lab.scan(KINDS);

        // then
        assertThat(targets()).doesNotContain(administrator);
    }

    @Test
    void theFewWithTheMostRightsAreReadOfManyAndTheAccountIsNamed() {
        // given
        trust(Lab.ACCOUNT);
        scanOther();
        lab.execute(
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                        + " first_seen_at, changed_at) select arn || '-' || n, kind, account_id, region, resource_id || '-' || n, tags,"
                        + " attributes, content_hash, now(), now() from resource, generate_series(1, 60) n where arn = $1",
                administrator);
        lab.execute(
                "insert into trusting_role select id, $2, 'NO', 'YES' from resource where arn like $1 || '-%'",
                administrator, new String[] {Lab.ACCOUNT});

        // when
        TrustingRoles read = read();

        // then
        assertThat(read.roles()).hasSize(50).first().satisfies(first -> {
            assertThat(first.role().arn()).isEqualTo(administrator);
            assertThat(first.administrator()).isEqualTo("YES");
            assertThat(first.role().attributes().trustPolicy().toString()).contains(Lab.ACCOUNT);
        });
        assertThat(read.leftOut()).containsExactly(other.accountId());
    }

    /** Each role leads on to the next: three beyond the one that trusts the account are read, and the account is named for more. */
    @Test
    void rolesThatOthersLeadOnToAreRead() {
        // given
        trust(Lab.ACCOUNT);
        scanOther();
        lab.execute(
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                        + " first_seen_at, changed_at) select arn || '-' || n, kind, account_id, region, resource_id || '-' || n, tags,"
                        + " attributes, content_hash, now(), now() from resource, generate_series(1, 5) n where arn = $1",
                administrator);
        String leadingOn =
                "jsonb_build_object('beyond', jsonb_build_array(jsonb_build_object('role', $1::text || '-' || %s)))";
        lab.execute(
                "insert into trusting_role (resource_id, accounts, administrator, gain, ways) select r.id, '{}', 'NO', 'NO', "
                        + leadingOn.formatted("(n + 1)")
                        + " from generate_series(1, 5) n join resource r on r.arn = $1::text || '-' || n",
                administrator);
        lab.execute(
                "update trusting_role t set ways = " + leadingOn.formatted("1")
                        + " from resource r where r.id = t.resource_id and r.arn = $1",
                administrator);

        // when
        TrustingRoles read = read();

        // then
        assertThat(read.roles())
                .extracting(one -> one.role().arn().replace(administrator, ""), TrustingRoles.TrustingRole::direct)
                .containsExactly(tuple("", true), tuple("-1", false), tuple("-2", false), tuple("-3", false));
        assertThat(read.beyond()).isTrue();
        assertThat(read.leftOut()).isEmpty();
        assertThat(read.readAt()).containsOnlyKeys(other.accountId());
        assertThat(read.unread()).isEmpty();
    }

    @Test
    void anAccountThatWasNotScannedIsTold() {
        assertThat(read().unread()).containsExactly(other.accountId());

        lab.execute("update account set enabled = false where account_id = $1", other.accountId());

        assertThat(read().unread()).isEmpty();
    }

    /** Whether an instance is no managed node hangs on when these were asked for. */
    @Test
    void theEstateOfAnAccountTellsTheOldestListing() {
        // given
        lab.scan(ResourceKind.INSTANCE, ResourceKind.MANAGED_INSTANCE);
        lab.execute("update cell set last_complete_at = '2026-01-02T03:04:05Z' where kind = 'MANAGED_INSTANCE'");

        // when
        Estate estate = estates.of(
                        Scope.of(Lab.ACCOUNT, Scope.GLOBAL),
                        Set.of(ResourceKind.INSTANCE, ResourceKind.MANAGED_INSTANCE),
                        false)
                .await()
                .atMost(Duration.ofMinutes(1));

        // then
        assertThat(estate.listedAt(ResourceKind.MANAGED_INSTANCE)).isEqualTo("2026-01-02T03:04:05Z");
    }

    private TrustingRoles read() {
        return pool.withTransaction(connection -> TrustingRoles.of(connection, Lab.ACCOUNT))
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    @Test
    void theFingerprintStandsForAllThatIsTold() {
        // given
        trust(Lab.ACCOUNT);
        scanOther();
        String ofRole = " where arn = '" + administrator + "'";
        String policy =
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                        + " first_seen_at, changed_at) select arn || '-policy', 'ORGANIZATION_POLICY', account_id, region, 'p', '{}',"
                        + " '{\"policyType\": \"RESOURCE_CONTROL_POLICY\", \"attachments\": []}', content_hash, now(), now()"
                        + " from resource";
        List<String> changes = List.of(
                "update trusting_role set gain = 'POSSIBLE' where administrator = 'YES'",
                "update trusting_role set administrator = 'POSSIBLE' where administrator = 'YES'",
                "update trusting_role set ways = '{\"host\": []}' where administrator = 'POSSIBLE'",
                "update trusting_role set missing = '{ROLE of account 1}' where administrator = 'POSSIBLE'",
                "update resource set tags = '{\"a\": \"b\"}'" + ofRole,
                "update resource set attributes = attributes || '{\"trustPolicy\": \"?\"}'" + ofRole,
                policy + ofRole,
                "update cell set state = 'FAILED' where kind = 'ROLE' and account_id = '" + other.accountId() + "'",
                "update resource set deleted_at = now()" + ofRole,
                "update account set enabled = false where account_id = '" + other.accountId() + "'");
        List<String> fingerprints = new ArrayList<>(List.of(fingerprint()));

        // when
        changes.forEach(change -> {
            lab.execute(change);
            fingerprints.add(fingerprint());
        });

        // then
        assertThat(fingerprints).doesNotHaveDuplicates().endsWith("");
    }

    private String fingerprint() {
        return pool.withTransaction(connection -> TrustingRoles.fingerprint(connection, Lab.ACCOUNT))
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    private void trust(String principal) {
        String policy = URLEncoder.encode(TRUST.formatted(principal), UTF_8);
        cloud.alter(
                other.accountId(),
                DemoCloud.GLOBAL,
                RoleDetail.class,
                administrator,
                role -> role.toBuilder().assumeRolePolicyDocument(policy).build());
    }

    private void restore() {
        cloud.restore(other.accountId(), DemoCloud.GLOBAL, RoleDetail.class, administrator);
    }

    private void scanOther() {
        lab.scanOf(other.accountId(), KINDS);
    }

    private List<String> targets() {
        return lab
                .rows(
                        "select jsonb_array_elements(p.document -> 'escalations') ->> 'target' from privilege p"
                                + " join resource r on r.id = p.resource_id where r.arn = $1 and p.valid_to = 'infinity'",
                        OWN)
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private String workedOut() {
        return lab.text("select worked_out::text from privilege_input where account_id = $1", Lab.ACCOUNT);
    }

    private String can() {
        return ask("{ can(role: \"" + OWN + "\", action: \"sts:AssumeRole\", resource: \"" + administrator
                        + "\") { verdict reasons } }")
                .getString("data.can.verdict");
    }
}
