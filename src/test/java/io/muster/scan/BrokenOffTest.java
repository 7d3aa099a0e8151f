package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.demo.DemoFaults;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A walk over pages that breaks off in the middle: what its first pages brought is no complete listing. */
@QuarkusTest
@TestProfile(SeveralPages.class)
class BrokenOffTest {

    @Inject
    Lab lab;

    @Inject
    DemoFaults faults;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    /** But for the finding that says so. */
    private static final String OPEN =
            "select count(*) from finding where status = 'OPEN' and rule_id <> 'inventory-collection-gap'";

    @Test
    void halfAListingDeletesNothing() {
        // given
        lab.scan(ResourceKind.VOLUME, ResourceKind.VPC);
        long volumes = lab.number("select count(*) from resource where kind = 'VOLUME' and deleted_at is null");
        long open = lab.number(OPEN);
        assertThat(volumes).as("more than a page").isGreaterThan(500);

        // when
        faults.breakOff("ec2:DescribeVolumes");
        Lab.Ended ended = lab.scan(ResourceKind.VOLUME, ResourceKind.VPC);

        // then
        assertThat(ended.status()).isEqualTo(ScanStatus.PARTIAL);
        assertThat(ended.gaps()).hasSize(1).first().asString().startsWith("VOLUME ec2:DescribeVolumes ");
        assertThat(ended.resolved()).isZero();
        assertThat(lab.number("select count(*) from resource where kind = 'VOLUME' and deleted_at is null"))
                .isEqualTo(volumes);
        assertThat(lab.number(OPEN)).isEqualTo(open);
        assertThat(lab.text("select state from cell where kind = 'VOLUME'")).isEqualTo("FAILED");
        assertThat(lab.number("select count(*) from cell where kind = 'VOLUME' and last_complete_at < last_attempt_at"))
                .as("it was not complete just now")
                .isEqualTo(1);
        assertThat(lab.number("select count(*) from finding where resource_kind = 'VOLUME' and stale"))
                .as("of the page that was not read")
                .isPositive();
        assertThat(lab.number("select count(*) from finding where resource_kind = 'VOLUME' and not stale"))
                .as("of the page that was read")
                .isPositive();

        // when
        faults.clear();
        Lab.Ended healed = lab.scan(ResourceKind.VOLUME, ResourceKind.VPC);

        // then
        assertThat(healed.status()).isEqualTo(ScanStatus.SUCCEEDED);
        assertThat(lab.number("select count(*) from finding where stale")).isZero();
    }

    @Test
    void thePageThatWasReadIsStoredAndJudged() {
        // when the first scan of all is broken off
        faults.breakOff("ec2:DescribeVolumes");
        Lab.Ended ended = lab.scan(ResourceKind.VOLUME);

        // then
        assertThat(ended.status()).as("something was read").isEqualTo(ScanStatus.PARTIAL);
        assertThat(lab.number("select count(*) from resource where kind = 'VOLUME'"))
                .isEqualTo(500);
        assertThat(lab.number("select resources from cell where kind = 'VOLUME' and last_complete_at is null"))
                .isEqualTo(500);
        assertThat(lab.number("select count(*) from finding where resource_kind = 'VOLUME' and not stale"))
                .isPositive();
    }
}
