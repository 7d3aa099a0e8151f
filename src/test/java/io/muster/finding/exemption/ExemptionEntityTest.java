package io.muster.finding.exemption;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who may not decide on a request, because its words are the caller's own. */
class ExemptionEntityTest {

    private final ExemptionEntity request = new ExemptionEntity();

    ExemptionEntityTest() {
        request.requestedBy = "asks";
    }

    @Test
    void everyoneWhoChangedTheTermsIsAnAuthor() {
        // when
        request.rewordedBy("first");
        request.rewordedBy("second");

        // then
        assertThat(request.isOf("asks")).isTrue();
        assertThat(request.isOf("first")).isTrue();
        assertThat(request.isOf("second")).isTrue();
        assertThat(request.isOf("another")).isFalse();
    }

    @Test
    void anAuthorWhomAReplicaOfAnEarlierVersionNotedIsOneToo() {
        // given
        request.termsBy = "noted";

        // when
        request.rewordedBy("second");

        // then
        assertThat(request.isOf("noted")).isTrue();
        assertThat(request.termsBy).isEqualTo("second");
    }
}
