package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsEstate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What only time brings about: the one rule that looks at it, with the clock turned back in the database. */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class AgedTest {

    private static final String ACCOUNT = "444455556666";
    private static final String RULE = "ebs-volume-unattached";

    @Test
    void aVolumeThatNothingHasUsedForWeeksIsFound() throws SQLException {
        // given
        Member member = Member.of(ACCOUNT);
        String left = member.aws().volume("left", AwsEstate.ZONE, 1, true);
        member.aws().volume("new", AwsEstate.ZONE, 1, true);
        Muster.scan(member.register().accountId());
        assertThat(Muster.findings(ACCOUNT, "OPEN"))
                .noneMatch(one -> one.path("ruleId").asText().equals(RULE));
        assertThat(unchangedForWeeks(member.arn("volume", left))).isEqualTo(1);

        // when
        Muster.scan(ACCOUNT);

        // then
        assertThat(Muster.findings(ACCOUNT, "OPEN"))
                .filteredOn(one -> one.path("ruleId").asText().equals(RULE))
                .extracting(one -> one.path("resourceId").asText())
                .containsExactly(left);
    }

    private static int unchangedForWeeks(String arn) throws SQLException {
        try (Connection connection = AnotherAws.database();
                PreparedStatement update = connection.prepareStatement("""
                        update resource set changed_at = changed_at - interval '15 days',
                            first_seen_at = first_seen_at - interval '15 days' where arn = ?""")) {
            update.setString(1, arn);
            return update.executeUpdate();
        }
    }
}
