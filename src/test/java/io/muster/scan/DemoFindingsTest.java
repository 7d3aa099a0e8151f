package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo cloud has something for these rules to find, so that the try-out shows what they say. */
@QuarkusTest
class DemoFindingsTest {

    private static final List<String> FOUND = List.of(
            "account-imds-defaults-not-enforced",
            "account-setting-not-guarded",
            "ami-allowed-images-off",
            "ami-shared-unknown-account",
            "ami-unencrypted-snapshots",
            "ec2-imds-instance-tags-exposed",
            "ec2-not-covered-by-guardduty",
            "ec2-not-scanned-by-inspector",
            "iam-instance-profile-dangling",
            "iam-instance-role-allow-notaction",
            "iam-instance-role-legacy-ssm-policy",
            "iam-instance-role-trust-overbroad",
            "nacl-ingress-admin-port",
            "nacl-shadowed-deny",
            "sg-default-in-use",
            "sg-ingress-any-port-internet",
            "sg-ingress-database-port-internet",
            "sg-ingress-high-risk-port-internet",
            "sg-ingress-prefix-list-internet",
            "sg-ingress-wide-port-range",
            "sg-ingress-wide-public-cidr",
            "sg-stale-or-foreign-reference",
            "snapshot-block-public-access-off",
            "snapshot-shared-unknown-account",
            "subnet-auto-assign-public-ip",
            "vpc-route-igw-from-main-table");

    @Inject
    Lab lab;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void everyOneOfTheseRulesFires() {
        // when
        lab.scan();

        // then
        List<String> open =
                lab.rows("select distinct rule_id from finding where status = 'OPEN' order by rule_id").stream()
                        .map(row -> row.getString(0))
                        .toList();
        assertThat(open).containsAll(FOUND);
    }
}
