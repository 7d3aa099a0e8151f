package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** Facts that take a call for each resource, over several scans. */
@QuarkusTest
class RecheckTest {

    private static final String SHARING = "DescribeSnapshotAttribute";

    @Inject
    Lab lab;

    @Inject
    MeterRegistry metrics;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "SNAPSHOT, DescribeSnapshotAttribute",
        "IMAGE, DescribeImageAttribute",
        "KMS_KEY, GetKeyPolicy",
        "KMS_KEY, ListGrants",
        "KMS_KEY, GetKeyRotationStatus",
        "KMS_KEY, ListResourceTags",
        "TARGET_GROUP, DescribeTargetHealth",
        "TARGET_GROUP, DescribeTargetGroupAttributes",
        "BACKUP_PLAN, GetBackupSelection",
        "ROLE, GenerateServiceLastAccessedDetails",
        "ROLE, GetServiceLastAccessedDetails"
    })
    void aRescanAsksForNoFactAgain(ResourceKind kind, String operation) {
        // given
        long before = requests(operation);
        lab.scan(kind);
        long first = requests(operation);
        Map<String, String> stored = lab.fingerprint();

        // when
        Lab.Ended second = lab.scan(kind);

        // then
        assertThat(first).isGreaterThan(before);
        assertThat(requests(operation)).isEqualTo(first);
        assertThat(second.changed()).isZero();
        assertThat(lab.fingerprint()).isEqualTo(stored);
    }

    @Test
    void aFullScanAsksForAllFacts() {
        // given
        long before = requests(SHARING);
        lab.scan(ResourceKind.SNAPSHOT);
        long first = requests(SHARING);

        // when
        lab.full(ResourceKind.SNAPSHOT);

        // then
        assertThat(requests(SHARING) - first).isEqualTo(first - before).isPositive();
        assertThat(lab.number(
                        "select count(*) from resource where kind = 'SNAPSHOT' and attributes ->> 'sharingCheckedAt'"
                                + " < (select max(requested_at) from scan)::text"))
                .isZero();
    }

    @Test
    void whatIsPublicIsSeenByTheNextScan() {
        // given
        lab.scan(ResourceKind.SNAPSHOT);
        String snapshot = privateSnapshot();
        long asked = requests(SHARING);

        // when
        lab.alter(
                DescribeSnapshotAttributeResponse.class,
                snapshot,
                answer -> answer.toBuilder()
                        .createVolumePermissions(
                                CreateVolumePermission.builder().group("all").build())
                        .build());
        Lab.Ended second = lab.scan(ResourceKind.SNAPSHOT);

        // then
        assertThat(second.changed()).isEqualTo(1);
        assertThat(fact(snapshot, "public")).isEqualTo("true");
        assertThat(requests(SHARING)).isEqualTo(asked + 1);
    }

    @Test
    void ofAChangedResourceTheFactsAreAskedFor() {
        // given
        lab.scan(ResourceKind.SNAPSHOT);
        String snapshot = privateSnapshot();
        long asked = requests(SHARING);

        // when
        lab.alter(
                Snapshot.class,
                snapshot,
                one -> one.toBuilder().description("another").build());
        lab.alter(DescribeSnapshotAttributeResponse.class, snapshot, RecheckTest::shared);
        lab.scan(ResourceKind.SNAPSHOT);

        // then
        assertThat(fact(snapshot, "sharedWith")).isEqualTo("[\"222222222222\"]");
        assertThat(requests(SHARING)).isEqualTo(asked + 1);
    }

    @Test
    void anOldFactIsAskedForAgainAndItsAgeIsWrittenAlone() {
        // given
        lab.scan(ResourceKind.SNAPSHOT);
        String snapshot = privateSnapshot();
        String changed = changedAt(snapshot);
        ages(snapshot, "2020-01-01T00:00:00Z");
        long asked = requests(SHARING);

        // when
        Lab.Ended second = lab.scan(ResourceKind.SNAPSHOT);

        // then
        assertThat(requests(SHARING)).isEqualTo(asked + 1);
        assertThat(second.changed()).isZero();
        assertThat(fact(snapshot, "sharingCheckedAt")).isGreaterThan("2020-01-01T00:00:00Z");
        assertThat(changedAt(snapshot)).isEqualTo(changed);
        assertThat(lab.number("select count(*) from resource_version")).isZero();
    }

    @Test
    void anOldFactThatHasChangedIsAChange() {
        // given
        lab.scan(ResourceKind.SNAPSHOT);
        String snapshot = privateSnapshot();
        lab.alter(DescribeSnapshotAttributeResponse.class, snapshot, RecheckTest::shared);
        Lab.Ended unaware = lab.scan(ResourceKind.SNAPSHOT);
        ages(snapshot, "2020-01-01T00:00:00Z");

        // when
        Lab.Ended aware = lab.scan(ResourceKind.SNAPSHOT);

        // then
        assertThat(unaware.changed()).isZero();
        assertThat(aware.changed()).isEqualTo(1);
        assertThat(fact(snapshot, "sharedWith")).isEqualTo("[\"222222222222\"]");
    }

    @Test
    void aFactThatCouldNotBeReadIsAskedForByTheNextScan() {
        // given
        lab.scan(ResourceKind.SNAPSHOT);
        String snapshot = privateSnapshot();
        lab.execute(
                "update resource set attributes = attributes - 'sharingCheckedAt' where resource_id = $1", snapshot);
        long asked = requests(SHARING);

        // when
        lab.scan(ResourceKind.SNAPSHOT);

        // then
        assertThat(requests(SHARING)).isEqualTo(asked + 1);
        assertThat(fact(snapshot, "sharingCheckedAt")).isNotNull();
    }

    private static DescribeSnapshotAttributeResponse shared(DescribeSnapshotAttributeResponse answer) {
        return answer.toBuilder()
                .createVolumePermissions(
                        CreateVolumePermission.builder().userId("222222222222").build())
                .build();
    }

    private String privateSnapshot() {
        return lab.text(
                "select resource_id from resource where kind = 'SNAPSHOT' and attributes ->> 'public' = 'false'"
                        + " and attributes ->> 'encrypted' = 'false' and attributes -> 'sharedWith' = '[]' order by id limit 1");
    }

    private String fact(String id, String member) {
        return lab.text("select attributes ->> $2 from resource where resource_id = $1", id, member);
    }

    private String changedAt(String id) {
        return lab.text("select changed_at::text from resource where resource_id = $1", id);
    }

    private void ages(String id, String at) {
        lab.execute(
                "update resource set attributes = jsonb_set(attributes, '{sharingCheckedAt}', to_jsonb($2::text))"
                        + " where resource_id = $1",
                id,
                at);
    }

    private long requests(String operation) {
        return (long) metrics.find("muster.aws.requests").tag("operation", operation).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
