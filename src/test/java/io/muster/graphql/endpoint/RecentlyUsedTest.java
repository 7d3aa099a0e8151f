package io.muster.graphql.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentlyUsedTest {

    private final RecentlyUsed<String, Integer> values = new RecentlyUsed<>(10, (key, weight) -> weight);

    @Test
    void theOneThatWasNotUsedForLongestGoes() {
        // given
        values.keep("a", 4);
        values.keep("b", 4);
        values.find("a");

        // when
        values.keep("c", 4);

        // then
        assertThat(values.find("a")).isEqualTo(4);
        assertThat(values.find("b")).isNull();
        assertThat(values.find("c")).isEqualTo(4);
    }

    @Test
    void aValueThatIsReplacedWeighsNothingAnyMore() {
        // given
        values.keep("a", 4);
        values.keep("a", 6);

        // when
        values.keep("b", 4);

        // then
        assertThat(values.find("a")).isEqualTo(6);
        assertThat(values.find("b")).isEqualTo(4);
    }

    @Test
    void oneThatIsHeavierThanTheLimitIsNotKept() {
        // given
        values.keep("a", 4);

        // when
        values.keep("b", 11);

        // then
        assertThat(values.find("a")).isEqualTo(4);
        assertThat(values.find("b")).isNull();
    }
}
