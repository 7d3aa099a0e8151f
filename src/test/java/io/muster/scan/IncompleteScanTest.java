package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.demo.DemoFaults;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Scans that AWS did not answer in full: nothing is lost, nothing is claimed, and the gaps say what is missing. */
@QuarkusTest
class IncompleteScanTest {

    private static final String UNENCRYPTED = "ebs-volume-unencrypted";
    private static final String STANDING = "select count(*) from resource where deleted_at is null";
    private static final String OPEN =
            "select count(*) from finding where status = 'OPEN' and rule_id <> 'inventory-collection-gap'";

    @Inject
    Lab lab;

    @Inject
    DemoFaults faults;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void aDeniedListingLeavesAllAsItWasAndSaysSo() {
        // given
        lab.scan();
        long standing = lab.number(STANDING);
        long open = lab.number(OPEN);

        // when
        faults.deny("ec2:DescribeVolumes");
        Lab.Ended ended = lab.scan();

        // then
        assertThat(ended.status()).isEqualTo(ScanStatus.PARTIAL);
        assertThat(ended.gaps()).containsExactly("VOLUME ec2:DescribeVolumes UnauthorizedOperation");
        assertThat(ended.cellsFailed()).isEqualTo(1);
        assertThat(ended.resolved()).isZero();
        assertThat(lab.number(STANDING)).isEqualTo(standing);
        assertThat(lab.number(OPEN)).isEqualTo(open);
        Row cell = lab.row("select state, operation, error_code, last_complete_at < last_attempt_at as older from cell"
                + " where kind = 'VOLUME'");
        assertThat(cell.getString("state")).isEqualTo("FAILED");
        assertThat(cell.getString("operation")).isEqualTo("ec2:DescribeVolumes");
        assertThat(cell.getString("error_code")).isEqualTo("UnauthorizedOperation");
        assertThat(cell.getBoolean("older")).isTrue();
    }

    @Test
    void aGapIsAFindingUntilItIsClosed() {
        // given
        lab.scan();
        faults.deny("ec2:DescribeVolumes");

        // when
        lab.scan();
        Row open = lab.row("select message, evidence::text, resource_kind, stale from finding"
                + " where status = 'OPEN' and rule_id = 'inventory-collection-gap'");
        String since = "select extract(epoch from since)::bigint from cell_gap where operation = 'ec2:DescribeVolumes'";
        long first = lab.number(since);
        lab.scan();
        long second = lab.number(since);
        faults.clear();
        lab.scan();

        // then
        assertThat(open.getString("message"))
                .endsWith("listings are incomplete: ec2:DescribeVolumes (UnauthorizedOperation) fails.");
        assertThat(open.getString("evidence")).contains("Allow ec2:DescribeVolumes to Muster's role in the account.");
        assertThat(open.getString("resource_kind")).isEqualTo("REGION_SETTINGS");
        assertThat(second).as("since when").isEqualTo(first);
        assertThat(lab.number("select count(*) from cell_gap")).isZero();
        assertThat(
                        lab.number(
                                "select count(*) from finding where rule_id = 'inventory-collection-gap' and status <> 'RESOLVED'"))
                .isZero();
    }

    @Test
    void findingsThatCannotBeCheckedAreStaleUntilTheyCan() {
        // given
        lab.scan();
        long ofVolumes = lab.number(OPEN + " and rule_id = $1", UNENCRYPTED);

        // when
        faults.deny("ec2:DescribeVolumes");
        lab.scan();
        long stale = lab.number(OPEN + " and rule_id = $1 and stale", UNENCRYPTED);
        long othersStale = lab.number(OPEN + " and resource_kind = 'SECURITY_GROUP' and stale");
        faults.clear();
        Lab.Ended healed = lab.scan();

        // then
        assertThat(stale).isEqualTo(ofVolumes).isPositive();
        assertThat(othersStale).isZero();
        assertThat(healed.status()).isEqualTo(ScanStatus.SUCCEEDED);
        assertThat(healed.opened()).as("the findings are the same").isZero();
        assertThat(healed.resolved()).as("the gap").isEqualTo(1);
        assertThat(lab.number("select count(*) from finding where stale")).isZero();
        assertThat(lab.number("select count(*) from cell where state <> 'COMPLETE' or error_code is not null"))
                .isZero();
    }

    @Test
    void whatWentAwayWhileNobodyCouldLookIsDeletedOnceItIsCertain() {
        // given
        lab.scan();
        String volume = lab.demo(Volume.class).get(0).volumeId();
        String deleted = "select count(*) from resource where resource_id = $1 and deleted_at is not null";
        lab.remove(Volume.class, volume);

        // when
        faults.deny("ec2:DescribeVolumes");
        lab.scan();
        long whileDenied = lab.number(deleted, volume);
        faults.clear();
        lab.scan();

        // then
        assertThat(whileDenied).isZero();
        assertThat(lab.number(deleted, volume)).isEqualTo(1);
    }

    @Test
    void severalGapsOfOneCellAreOneFailedCell() {
        // given two of the seven calls that make up a region's settings
        faults.deny("ec2:GetEbsEncryptionByDefault");
        faults.deny("ec2:GetEbsDefaultKmsKeyId");

        // when
        Lab.Ended ended = lab.scan();

        // then
        assertThat(ended.status()).isEqualTo(ScanStatus.PARTIAL);
        assertThat(ended.gaps()).hasSize(2).allMatch(gap -> gap.startsWith("REGION_SETTINGS ec2:GetEbs"));
        assertThat(ended.cellsFailed()).isEqualTo(1);
    }

    @Test
    void anAccountThatLetsNobodyInIsAFailedScanThatLosesNothing() {
        // given
        lab.scan();
        long standing = lab.number(STANDING);
        long open = lab.number(OPEN);

        // when every call of every kind
        lab.execute("update account set role_arn = 'arn:aws:iam::111111111111:role/nobody'");
        Lab.Ended ended = lab.scan();

        // then
        assertThat(ended.status()).isEqualTo(ScanStatus.FAILED);
        assertThat(ended.gaps()).isNotEmpty().allMatch(gap -> gap.contains(" sts:AssumeRole "));
        assertThat(lab.number("select count(*) from cell where state = 'COMPLETE'"))
                .isZero();
        assertThat(lab.number(STANDING)).isEqualTo(standing);
        assertThat(lab.number(OPEN)).isEqualTo(open);
    }

    @Test
    void throttlingCostsTimeAndNothingElse() {
        // given clients of its own, for the SDK's go on calling slowly once they were throttled
        lab.execute("update account set external_id = 'of the throttled'");
        faults.throttleEvery(20);

        // when
        Lab.Ended ended = lab.scan();

        // then
        assertThat(ended.status()).isEqualTo(ScanStatus.SUCCEEDED);
        assertThat(ended.gaps()).isEmpty();
    }

    @Test
    void aRefusedLookUpCostsItsFactAndTheListingCounts() {
        // given
        lab.scan();
        long images = lab.number("select count(*) from resource where kind = 'IMAGE' and deleted_at is null");
        long open = lab.number(OPEN);
        String gone = lab.text("select resource_id from resource where kind = 'IMAGE' order by resource_id limit 1");
        lab.remove(software.amazon.awssdk.services.ec2.model.Image.class, gone);

        // when
        faults.deny("ec2:DescribeImageAttribute");
        lab.forgetAges();
        Lab.Ended ended = lab.scan();

        // then
        assertThat(ended.gaps()).containsExactly("IMAGE ec2:DescribeImageAttribute UnauthorizedOperation");
        assertThat(lab.number("select count(*) from resource where kind = 'IMAGE' and deleted_at is null"))
                .as("what a whole listing no longer holds is gone")
                .isEqualTo(images - 1);
        assertThat(lab.number("select count(*) from resource where kind = 'IMAGE' and deleted_at is null"
                        + " and attributes ? 'sharedWith'"))
                .isZero();
        assertThat(lab.number("select count(*) from finding where stale and resource_kind <> 'IMAGE'"))
                .isZero();
        assertThat(lab.number(OPEN)).isLessThanOrEqualTo(open);
        Row cell = lab.row("select state, last_complete_at < last_attempt_at as older, unread from cell"
                + " where kind = 'IMAGE'");
        assertThat(cell.getString("state")).isEqualTo("FAILED");
        assertThat(cell.getBoolean("older")).isTrue();
        assertThat(cell.getArrayOfStrings("unread")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "elasticloadbalancing:DescribeTags, LOAD_BALANCER",
        "elasticloadbalancing:DescribeTags, TARGET_GROUP",
        "kms:ListResourceTags, KMS_KEY"
    })
    void tagsThatMayNotBeReadStayAsTheyWere(String operation, String kind) {
        // given
        lab.scan();
        String tags = "select coalesce(string_agg(resource_id || coalesce(name, '') || tags, ' ' order by arn), '')"
                + " from resource where kind = '" + kind + "'";
        String before = lab.text(tags);
        assertThat(before).contains("{\"");

        // when
        faults.deny(operation);
        lab.forgetAges();
        Lab.Ended ended = lab.scan();

        // then
        assertThat(ended.gaps()).anyMatch(gap -> gap.startsWith(kind + " " + operation));
        assertThat(ended.changed()).isZero();
        assertThat(lab.text(tags)).isEqualTo(before);
    }

    @Test
    void volumesAreReadWhereInstancesMayNotBe() {
        // when
        faults.deny("ec2:DescribeInstances");
        Lab.Ended ended = lab.scan();

        // then
        assertThat(ended.gaps())
                .containsExactly(
                        "INSTANCE ec2:DescribeInstances UnauthorizedOperation",
                        "VOLUME ec2:DescribeInstances UnauthorizedOperation");
        assertThat(lab.number("select count(*) from resource where kind = 'VOLUME'"))
                .isEqualTo(lab.demo(Volume.class).size());
        assertThat(lab.number("select count(*) from finding where resource_kind = 'VOLUME' and stale"))
                .isZero();
    }

    @Test
    void regionsThatAreKnownAreScannedWhereAwsDoesNotNameThem() {
        // given
        lab.scan();
        lab.execute("update account set regions = null");

        // when
        faults.deny("ec2:DescribeRegions");
        faults.deny("ec2:DescribeVolumes");
        Lab.Ended ended = lab.scan();

        // then
        assertThat(ended.gaps())
                .containsExactly(
                        "ACCOUNT_SETTINGS ec2:DescribeRegions UnauthorizedOperation",
                        "VOLUME ec2:DescribeVolumes UnauthorizedOperation");
        assertThat(lab.number("select count(*) from finding where stale")).isPositive();
    }

    @Test
    void eachOperationIsAskedForOnceWithTheSameArguments() {
        // given
        Map<String, Integer> calls = new ConcurrentHashMap<>();
        faults.watch(call -> calls.merge(call, 1, Integer::sum));

        // when
        assertThat(lab.scan().status()).isEqualTo(ScanStatus.SUCCEEDED);

        // then
        assertThat(calls.keySet())
                .as("of the account, the region and single resources")
                .anyMatch(call -> call.contains("iam:GetAccountAuthorizationDetails"))
                .anyMatch(call -> call.contains(Lab.REGION + " ec2:DescribeInstances"))
                .anyMatch(call -> call.contains("kms:GetKeyPolicy"));
        assertThat(calls.entrySet()).filteredOn(call -> call.getValue() > 1).isEmpty();
    }
}
