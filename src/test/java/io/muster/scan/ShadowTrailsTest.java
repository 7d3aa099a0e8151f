package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.demo.DemoCloud;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/** A trail that changes at home has the other regions judged that show it. */
@QuarkusTest
class ShadowTrailsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String OTHER_REGION = "us-east-1";
    private static final String RULE = "cloudtrail-no-active-multiregion-trail";
    private static final String ARN = "arn:aws:cloudtrail:" + Lab.REGION + ":" + Lab.ACCOUNT + ":trail/audit";
    private static final String OTHER = "arn:aws:cloudtrail:" + OTHER_REGION + ":" + Lab.ACCOUNT + ":trail/audit";
    private static final List<ResourceKind> KINDS = List.of(ResourceKind.TRAIL, ResourceKind.REGION_SETTINGS);
    private static final String REASSESSED =
            "select count(*) from scan_task where scan_id = $1 and region = $2 and phase = 'REASSESS' and status = 'DONE'";

    @Inject
    Lab lab;

    @Inject
    DemoCloud cloud;

    @Inject
    Scans scans;

    @BeforeEach
    void oneTrailOfTwoRegions() {
        lab.reset();
        lab.execute("update account set regions = $1", (Object) new String[] {Lab.REGION, OTHER_REGION});
        lab.alter(
                Trail.class,
                ARN,
                trail -> trail.toBuilder().isMultiRegionTrail(true).build());
        cloud.alter(
                Lab.ACCOUNT,
                OTHER_REGION,
                Trail.class,
                OTHER,
                trail -> trail.toBuilder()
                        .trailARN(ARN)
                        .homeRegion(Lab.REGION)
                        .isMultiRegionTrail(true)
                        .build());
    }

    @AfterEach
    void reset() {
        cloud.restore(Lab.ACCOUNT, OTHER_REGION, Trail.class, OTHER);
        lab.reset();
    }

    @Test
    void aChangeAtHomeIsJudgedInTheOtherRegionAtOnce() {
        // given
        scan(Lab.REGION, OTHER_REGION);
        assertThat(ofOneRegion()).isZero();
        lab.alter(
                Trail.class,
                ARN,
                trail -> trail.toBuilder().isMultiRegionTrail(false).build());

        // when
        long scan = scan(Lab.REGION);

        // then
        assertThat(lab.number(REASSESSED, scan, OTHER_REGION)).isEqualTo(1);
        assertThat(ofOneRegion()).isEqualTo(1);
    }

    @Test
    void withoutAChangeNothingIsJudgedAgain() {
        // given
        scan(Lab.REGION, OTHER_REGION);

        // when
        long scan = scan(Lab.REGION, OTHER_REGION);

        // then
        assertThat(lab.number("select count(*) from scan_task where scan_id = $1 and phase = 'REASSESS'", scan))
                .isZero();
    }

    private long scan(String... regions) {
        ScanRequest request =
                new ScanRequest(List.of(Lab.ACCOUNT), List.of(regions), KINDS, ScanTrigger.REQUEST, "a test");
        long id = scans.request(request).await().atMost(LIMIT).scanId();
        assertThat(lab.ended(id).status()).isEqualTo(ScanStatus.SUCCEEDED);
        return id;
    }

    private long ofOneRegion() {
        return lab.number(
                "select count(*) from finding where rule_id = $1 and region = $2 and status = 'OPEN'"
                        + " and evidence::text like '%it is of one region%'",
                RULE, OTHER_REGION);
    }
}
