package io.muster.estate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TriesTest {

    @Test
    void theyGrowWithTheClassesAndTellThatTheyWereTooFew() {
        // given
        Tries tries = new Tries(3);

        // when all are taken
        assertThat(IntStream.range(0, 2_060).allMatch(n -> tries.take())).isTrue();

        // then
        assertThat(tries.wereTooFew()).isFalse();
        assertThat(tries.take()).isFalse();
        assertThat(tries.wereTooFew()).isTrue();
    }
}
