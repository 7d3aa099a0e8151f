package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsEstate;
import io.muster.aws.AwsEstateBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;

/** What only time brings about: the rules that look at how long Muster has known a resource unchanged, with the clock turned back in the database. */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class AgedTest {

    private static final String ACCOUNT = "444455556666";
    private static final Set<String> RULES = Set.of("ebs-volume-unattached", "sg-ingress-unknown-public-ip");

    @Test
    void whatNobodyHasTouchedForMonthsIsFound() throws SQLException {
        // given
        Member member = Member.of(ACCOUNT);
        String left = member.aws().volume("left", AwsEstate.ZONE, 1, true);
        member.aws().volume("new", AwsEstate.ZONE, 1, true);
        String vpc = member.aws().vpc("of-groups", "10.44.0.0/16", "10.45.0.0/16");
        String forgotten = group(member.aws(), "forgotten", vpc);
        group(member.aws(), "fresh", vpc);
        Muster.scan(member.register().accountId());
        assertThat(Muster.findings(ACCOUNT, "OPEN"))
                .noneMatch(one -> RULES.contains(one.path("ruleId").asText()));
        assertThat(unchangedForMonths(member.arn("volume", left), member.arn("security-group", forgotten)))
                .isEqualTo(2);

        // when
        Muster.scan(ACCOUNT);

        // then
        assertThat(Muster.findings(ACCOUNT, "OPEN"))
                .filteredOn(one -> RULES.contains(one.path("ruleId").asText()))
                .extracting(one -> one.path("ruleId").asText() + " "
                        + one.path("resourceId").asText())
                .containsExactlyInAnyOrder(
                        "ebs-volume-unattached " + left, "sg-ingress-unknown-public-ip " + forgotten);
    }

    private static String group(AwsEstateBuilder aws, String name, String vpc) {
        String group = aws.securityGroup(name, vpc);
        aws.allow(
                group,
                IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(443)
                        .toPort(443)
                        .ipRanges(IpRange.builder().cidrIp("52.94.76.9/32").build())
                        .build());
        return group;
    }

    private static int unchangedForMonths(String... arns) throws SQLException {
        try (Connection connection = AnotherAws.database();
                PreparedStatement update = connection.prepareStatement("""
                        update resource set changed_at = changed_at - interval '100 days',
                            first_seen_at = first_seen_at - interval '100 days' where arn = any(?)""")) {
            update.setArray(1, connection.createArrayOf("text", arns));
            return update.executeUpdate();
        }
    }
}
