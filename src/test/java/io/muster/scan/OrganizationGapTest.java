package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gaps of kinds that are read through a management account, where none is configured any more. */
@QuarkusTest
class OrganizationGapTest {

    private static final String FINDING =
            "select status from finding where rule_id = 'inventory-collection-gap' and region = 'global'";

    @Inject
    Lab lab;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void theNextScanClosesThem() {
        // given
        lab.scan();
        lab.execute(
                "insert into cell (account_id, region, kind, state, resources, items_read, last_attempt_at, operation, error_code, message)"
                        + " values ($1, 'global', 'ORGANIZATION_POLICY', 'FAILED', 0, 0, now(), 'organizations:ListRoots', 'Denied', 'no')",
                Lab.ACCOUNT);
        lab.execute(
                "insert into cell_gap (account_id, region, kind, operation, error_code, message, since)"
                        + " values ($1, 'global', 'ORGANIZATION_POLICY', 'organizations:ListRoots', 'Denied', 'no', now())",
                Lab.ACCOUNT);

        // when
        lab.scan();

        // then
        assertThat(lab.number("select count(*) from cell_gap where kind = 'ORGANIZATION_POLICY'"))
                .isZero();
        assertThat(lab.text("select error_code from cell where kind = 'ORGANIZATION_POLICY'"))
                .isEqualTo("OUT_OF_SCOPE");
        assertThat(lab.rows(FINDING + " and status <> 'RESOLVED'")).isEmpty();
    }
}
