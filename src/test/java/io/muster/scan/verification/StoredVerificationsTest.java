package io.muster.scan.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.AccountScope;
import io.muster.scan.Lab;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verifications as they are kept. */
@QuarkusTest
class StoredVerificationsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String ROLE = "arn:aws:iam::" + Lab.ACCOUNT + ":role/r";

    @Inject
    Lab lab;

    @Inject
    VerificationReads reads;

    @Inject
    VerificationRetention retention;

    @BeforeEach
    @AfterEach
    void forget() {
        lab.execute("delete from verification");
    }

    private String asked(String action, String outcome, String age) {
        return lab.text(
                "insert into verification (account_id, role_arn, action, resource, outcome, verdict, compared, evidence, requested_by,"
                        + " requester_name, asked_at, answered_at) values ($1, $2, $3, '*', $4, 'YES', 'YES', '{}', 'k', 'n',"
                        + " now() - $5::text::interval, case when $4::text is null then null else now() end) returning id::text",
                Lab.ACCOUNT,
                ROLE,
                action,
                outcome,
                age);
    }

    private Verification read(String id) {
        return reads.find(AccountScope.EVERY_ACCOUNT, id).await().atMost(LIMIT).orElseThrow();
    }

    @Test
    void aQuestionWhoseReplicaWasLostHasFailed() {
        String young = asked("s3:GetObject", null, "1 second");
        String old = asked("s3:GetObject", null, "1 hour");

        assertThat(read(young).outcome()).isEqualTo(VerificationOutcome.PENDING);
        assertThat(read(old).outcome()).isEqualTo(VerificationOutcome.FAILED);
        assertThat(read(old).errorCode()).isEqualTo("LOST");
        assertThat(read(old).reason()).isNotBlank();
        assertThat(reads.count(
                                AccountScope.EVERY_ACCOUNT,
                                new VerificationFilter(null, null, List.of(VerificationOutcome.FAILED)))
                        .await()
                        .atMost(LIMIT))
                .isEqualTo(1);
    }

    @Test
    void anotherAccountsAreNotThere() {
        String id = asked("s3:GetObject", "AGREES", "1 second");

        assertThat(reads.find(new AccountScope(Set.of("999999999999")), id)
                        .await()
                        .atMost(LIMIT))
                .isEmpty();
    }

    @Test
    void whatAFindingRestsOnIsKeptUntilAwsHasAnsweredAgain() {
        // given
        asked("s3:GetObject", "AGREES", "900 days");
        asked("ec2:StopInstances", "DISAGREES", "900 days");
        String uncompared = asked("ec2:StopInstances", "UNDECIDED", "899 days");
        asked("ec2:StopInstances", null, "898 days");
        asked("s3:PutObject", "DISAGREES", "900 days");
        String standing = asked("s3:DeleteObject", "DISAGREES", "900 days");
        asked("s3:DeleteObject", "FAILED", "899 days");
        String settled = asked("s3:PutObject", "AGREES", "1 day");

        // when
        retention.tick().await().atMost(LIMIT);

        // then
        assertThat(lab.rows("select id::text from verification order by id").stream()
                        .map(row -> row.getString(0)))
                .containsExactly(uncompared, standing, settled);
    }
}
