package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.OperatorResponse;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Resources and findings over several scans of an estate that changes in between. */
@QuarkusTest
class LifecycleTest {

    private static final String UNENCRYPTED = "ebs-volume-unencrypted";

    @Inject
    Lab lab;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void aFindingOpensIsResolvedAndReopens() {
        // given
        String volume = unencryptedVolume();
        lab.scan();
        Lab.Finding opened = lab.finding(UNENCRYPTED, volume);

        // when
        lab.alter(Volume.class, volume, v -> v.toBuilder().encrypted(true).build());
        Lab.Ended second = lab.scan();
        Lab.Finding resolved = lab.finding(UNENCRYPTED, volume);
        lab.restore(Volume.class, volume);
        Lab.Ended third = lab.scan();
        Lab.Finding reopened = lab.finding(UNENCRYPTED, volume);

        // then
        assertThat(opened).isEqualTo(new Lab.Finding("OPEN", false, 0, false));
        assertThat(second.resolved()).isEqualTo(1);
        assertThat(second.changed()).isEqualTo(1);
        assertThat(resolved).isEqualTo(new Lab.Finding("RESOLVED", false, 0, true));
        assertThat(third.opened()).isEqualTo(1);
        assertThat(reopened).isEqualTo(new Lab.Finding("OPEN", false, 1, false));
    }

    @Test
    void theFirstScanFindsTheAdministrators() {
        // when
        lab.scan();

        // then although roles are listed before any instance is known
        assertThat(lab.finding("iam-instance-role-admin", "legacy-role").status())
                .isEqualTo("OPEN");
    }

    @Test
    void whatAServiceHidesIsNotGone() {
        // given
        Instance instance = lab.demo(Instance.class).stream()
                .filter(one -> !one.networkInterfaces().isEmpty()
                        && !one.blockDeviceMappings().isEmpty())
                .findFirst()
                .orElseThrow();
        String eni = instance.networkInterfaces().get(0).networkInterfaceId();
        String volume = instance.blockDeviceMappings().get(0).ebs().volumeId();
        OperatorResponse hidden = OperatorResponse.builder()
                .managed(true)
                .principal("eks.amazonaws.com")
                .hiddenByDefault(true)
                .build();
        lab.scan();

        // when
        lab.alter(
                Instance.class,
                instance.instanceId(),
                one -> one.toBuilder().operator(hidden).build());
        lab.alter(
                NetworkInterface.class,
                eni,
                one -> one.toBuilder().operator(hidden).build());
        lab.alter(Volume.class, volume, one -> one.toBuilder().operator(hidden).build());
        lab.scan();

        // then
        assertThat(lab.rows(
                        "select attributes -> 'operator' ->> 'principal' as principal, deleted_at is null as kept,"
                                + " attributes -> 'operator' ->> 'hiddenByDefault' as hidden from resource"
                                + " where resource_id = any($1) and kind in ('INSTANCE', 'NETWORK_INTERFACE', 'VOLUME')",
                        (Object) new String[] {instance.instanceId(), eni, volume}))
                .hasSize(3)
                .allSatisfy(row -> {
                    assertThat(row.getBoolean("kept")).isTrue();
                    assertThat(row.getString("principal")).isEqualTo("eks.amazonaws.com");
                    assertThat(row.getString("hidden")).isEqualTo("true");
                });
    }

    @Test
    void whatIsGoneIsDeletedAndItsFindingsAreResolved() {
        // given
        String volume = unencryptedVolume();
        lab.scan();
        assertThat(links(volume)).as("a good example has links").isPositive();

        // when
        lab.remove(Volume.class, volume);
        Lab.Ended ended = lab.scan();

        // then
        Row row = lab.row("select deleted_at, last_seen_at, attributes from resource where resource_id = $1", volume);
        assertThat(ended.status()).isEqualTo(ScanStatus.SUCCEEDED);
        assertThat(row.getOffsetDateTime("deleted_at")).isAfter(row.getOffsetDateTime("last_seen_at"));
        assertThat(row.getValue("attributes")).as("kept for includeDeleted").isNotNull();
        assertThat(links(volume)).isZero();
        assertThat(lab.finding(UNENCRYPTED, volume).status()).isEqualTo("RESOLVED");
    }

    @Test
    void whatComesBackIsTheSameResourceWithAHistory() {
        // given
        String volume = unencryptedVolume();
        lab.scan();
        long links = links(volume);
        Row before = lab.row("select id, first_seen_at from resource where resource_id = $1", volume);
        lab.remove(Volume.class, volume);
        lab.scan();

        // when
        lab.restore(Volume.class, volume);
        lab.scan();

        // then
        Row after = lab.row(
                "select id, first_seen_at, deleted_at, last_seen_at, changed_at from resource"
                        + " where resource_id = $1",
                volume);
        Row version = lab.row(
                "select valid_from, valid_to from resource_version where resource_id = $1", after.getLong("id"));
        assertThat(after.getLong("id")).isEqualTo(before.getLong("id"));
        assertThat(after.getOffsetDateTime("first_seen_at")).isEqualTo(before.getOffsetDateTime("first_seen_at"));
        assertThat(after.getOffsetDateTime("deleted_at")).isNull();
        assertThat(after.getOffsetDateTime("last_seen_at")).isNull();
        assertThat(version.getOffsetDateTime("valid_from")).isEqualTo(before.getOffsetDateTime("first_seen_at"));
        assertThat(version.getOffsetDateTime("valid_to")).isBefore(after.getOffsetDateTime("changed_at"));
        assertThat(links(volume)).isEqualTo(links);
        assertThat(lab.finding(UNENCRYPTED, volume)).isEqualTo(new Lab.Finding("OPEN", false, 1, false));
    }

    @Test
    void aChangeKeepsWhatWasBefore() {
        // given
        String instance = lab.demo(Instance.class).get(0).instanceId();
        lab.scan();

        // when
        lab.alter(
                Instance.class,
                instance,
                i -> i.toBuilder().instanceType("u-24tb1.metal").build());
        Lab.Ended ended = lab.scan();

        // then
        assertThat(ended.changed()).isEqualTo(1);
        Row row = lab.row(
                "select r.attributes ->> 'instanceType' as now, v.attributes ->> 'instanceType' as before,"
                        + " v.valid_to = r.changed_at as seamless from resource r join resource_version v on v.resource_id = r.id"
                        + " where r.resource_id = $1",
                instance);
        assertThat(row.getString("now")).isEqualTo("u-24tb1.metal");
        assertThat(row.getString("before")).isNotEqualTo("u-24tb1.metal");
        assertThat(row.getBoolean("seamless")).isTrue();
    }

    @Test
    void everyChangeIsToldWithItsScan() {
        // given
        String volume = unencryptedVolume();
        long first = lab.request().scanId();
        lab.ended(first);

        // when
        lab.remove(Volume.class, volume);
        long second = lab.request().scanId();
        lab.ended(second);
        lab.restore(Volume.class, volume);
        long third = lab.request().scanId();
        lab.ended(third);

        // then
        assertThat(lab.rows(
                        "select c.type, c.restored, c.scan_id, c.account_id, c.region, c.kind from resource_change c"
                                + " join resource r on r.id = c.resource_id where r.resource_id = $1 order by c.at",
                        volume))
                .extracting(row -> row.getString("type") + " " + row.getBoolean("restored") + " "
                        + row.getLong("scan_id") + " " + row.getString("account_id") + " " + row.getString("region")
                        + " " + row.getString("kind"))
                .containsExactly(
                        "CREATED false " + first + " " + Lab.ACCOUNT + " " + Lab.REGION + " VOLUME",
                        "DELETED false " + second + " " + Lab.ACCOUNT + " " + Lab.REGION + " VOLUME",
                        "CREATED true " + third + " " + Lab.ACCOUNT + " " + Lab.REGION + " VOLUME");
        assertThat(lab.number("select count(*) from resource_change where scan_id is null"))
                .isZero();
    }

    @Test
    void whatDidNotChangeIsNotWritten() {
        // given a second scan: the first one's regions did not know all that its last phase does
        lab.scan();
        lab.scan();
        Map<String, String> before = lab.fingerprint();

        // when
        Lab.Ended ended = lab.scan();

        // then
        assertThat(ended).isEqualTo(new Lab.Ended(ScanStatus.SUCCEEDED, 0, 0, 0, 0, List.of()));
        assertThat(lab.fingerprint()).isEqualTo(before);
    }

    private long links(String resourceId) {
        return lab.number(
                "select count(*) from resource_link join resource on id = source_id where resource_id = $1",
                resourceId);
    }

    private String unencryptedVolume() {
        return lab.demo(Volume.class).stream()
                .filter(volume -> !volume.encrypted() && "in-use".equals(volume.stateAsString()))
                .filter(volume -> !Boolean.TRUE.equals(volume.operator().managed()))
                .findFirst()
                .orElseThrow()
                .volumeId();
    }
}
