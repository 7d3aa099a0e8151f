package io.muster.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsEstate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URLDecoder;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An account that is entered by a role. */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class RoleTest {

    private static final String ACCOUNT = "111122223333";

    @Test
    void mustersAnotherAccountByItsRole() {
        // given
        Member member = Member.of(ACCOUNT);
        String volume = member.aws().volume("theirs", AwsEstate.ZONE, 3, true);

        // when
        JsonNode scan = Muster.scan(member.register().accountId());

        // then
        assertThat(Gaps.of(scan)).isEmpty();
        assertThat(Muster.resources(ACCOUNT, "VOLUME").keySet()).isEqualTo(Set.of(member.arn("volume", volume)));
        assertThat(calls("AssumeRole"))
                .contains("RoleArn=" + member.role() + "&")
                .contains("ExternalId=" + Member.EXTERNAL_ID);
    }

    private static String calls(String action) {
        String all = AnotherAws.orders().get("/-/calls/" + action).asString();
        return URLDecoder.decode(all, UTF_8);
    }
}
