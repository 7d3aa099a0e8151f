package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsEstate;
import io.muster.aws.AwsEstateBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A scan that may not list the volumes says so, and leaves what it knew of them alone. */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class DeniedTest {

    private static final String ACCOUNT = "222233334444";
    private static final String RULE = "ebs-volume-unencrypted";

    @AfterEach
    void permitAgain() {
        AnotherAws.orders().delete("/-/").then().statusCode(200);
    }

    @Test
    void whatCannotBeListedStaysAsItWas() {
        // given
        Member member = Member.of(ACCOUNT);
        String kept = member.aws().volume("kept", AwsEstate.ZONE, 1, false);
        String gone = member.aws().volume("gone", AwsEstate.ZONE, 2, false);
        Muster.scan(member.register().accountId());
        Map<String, JsonNode> before = Muster.resources(ACCOUNT, "VOLUME");
        assertThat(findings("OPEN"))
                .hasSize(2)
                .noneMatch(one -> one.path("stale").asBoolean());

        // when
        AnotherAws.orders().put("/-/denied/DescribeVolumes").then().statusCode(200);
        AwsEstateBuilder.done(member.aws().client().deleteVolume(r -> r.volumeId(gone)));
        String made = member.aws().keyPair("later").keyPairId();
        JsonNode denied = Muster.scan(ACCOUNT);

        // then
        assertThat(denied.path("status").asText()).isEqualTo("PARTIAL");
        assertThat(Gaps.of(denied)).containsExactly("eu-central-1 VOLUME ec2:DescribeVolumes UnauthorizedOperation");
        assertThat(Muster.resources(ACCOUNT, "VOLUME")).isEqualTo(before);
        assertThat(findings("OPEN"))
                .hasSize(2)
                .allMatch(one -> one.path("stale").asBoolean());
        assertThat(findings("RESOLVED")).isEmpty();
        assertThat(Muster.resources(ACCOUNT, "KEY_PAIR")).containsKey(member.arn("key-pair", made));

        // when
        permitAgain();
        Muster.scan(ACCOUNT);

        // then
        assertThat(Muster.resources(ACCOUNT, "VOLUME")).containsOnlyKeys(member.arn("volume", kept));
        assertThat(findings("OPEN")).singleElement().satisfies(one -> {
            assertThat(one.path("resourceId").asText()).isEqualTo(kept);
            assertThat(one.path("stale").asBoolean()).isFalse();
        });
        assertThat(findings("RESOLVED"))
                .extracting(one -> one.path("resourceId").asText())
                .containsExactly(gone);
    }

    private static List<JsonNode> findings(String status) {
        return Muster.findings(ACCOUNT, status).stream()
                .filter(one -> one.path("ruleId").asText().equals(RULE))
                .toList();
    }
}
