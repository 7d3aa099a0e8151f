package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ResourceKind;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While replicas are replaced, those of the new version list kinds that the others do not know. */
@QuarkusTest
class KindOfAnotherVersionTest {

    @Inject
    Lab lab;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void itsCellIsLeftAsItIs() {
        // given
        lab.execute(
                "insert into cell (account_id, region, kind, state, resources, items_read, last_complete_at, last_attempt_at)"
                        + " values ($1, $2, 'OF_ANOTHER_VERSION', 'COMPLETE', 3, 3, now(), now())",
                Lab.ACCOUNT,
                Lab.REGION);

        // when
        Lab.Ended ended = lab.scan(ResourceKind.VPC);

        // then
        assertThat(ended.status()).isEqualTo(ScanStatus.SUCCEEDED);
        assertThat(lab.text("select state || resources from cell where kind = 'OF_ANOTHER_VERSION'"))
                .isEqualTo("COMPLETE3");
    }

    @Test
    void aFindingAboutItIsSettledAsEveryOther() {
        // given a rule of another version that opened it, which none is here
        lab.execute(
                "insert into finding (id, rule_id, resource_arn, resource_id, resource_kind, account_id, region, area, severity,"
                        + " severity_rank, status, message, evidence, content_hash, first_seen_at, last_seen_at)"
                        + " values (gen_random_uuid(), 'of-another-version', 'arn:aws:ec2:eu-central-1:111111111111:thing/t-1', 't-1',"
                        + " 'OF_ANOTHER_VERSION', $1, $2, 'NETWORK', 'LOW', 1, 'OPEN', 'It is so.', '{}', decode(repeat('00', 16), 'hex'), now(), now())",
                Lab.ACCOUNT,
                Lab.REGION);

        // when
        Lab.Ended ended = lab.scan(ResourceKind.VPC);

        // then
        assertThat(ended.status()).isEqualTo(ScanStatus.SUCCEEDED);
        assertThat(lab.text("select status from finding where rule_id = 'of-another-version'"))
                .isEqualTo("RESOLVED");
    }
}
