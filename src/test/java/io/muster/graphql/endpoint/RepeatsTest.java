package io.muster.graphql.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepeatsTest {

    private static final int QUESTION = 77;

    private final Repeats asked = new Repeats();

    @Test
    void aQuestionIsKnownOnceItWasAsked() {
        assertThat(asked.note(QUESTION)).isFalse();
        assertThat(asked.note(QUESTION)).isTrue();
    }

    /** Integers are their own hashes: all of a row have the low bits of the first. */
    static Stream<List<Integer>> sharing() {
        return Stream.of(
                List.of(QUESTION, QUESTION + (1 << 14)),
                List.of(QUESTION, QUESTION + (1 << 31)),
                List.of(QUESTION, QUESTION + (1 << 14), QUESTION + (2 << 14)));
    }

    @ParameterizedTest
    @MethodSource("sharing")
    void questionsOfTheSamePlaceThatAreAskedInTurnAreAllKnown(List<Integer> questions) {
        // given
        questions.forEach(asked::note);

        // when, then
        assertThat(questions).allMatch(asked::note).allMatch(asked::note);
    }

    @Test
    void aQuestionIsForgottenOnceManyOthersWereAsked() {
        // given
        asked.note(QUESTION);

        // when
        for (int other = QUESTION + 1; other < 100_000; other++) {
            asked.note(other);
        }

        // then
        assertThat(asked.note(QUESTION)).isFalse();
    }
}
