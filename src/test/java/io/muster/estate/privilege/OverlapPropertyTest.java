package io.muster.estate.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** How two patterns relate, against every text of a few characters. */
class OverlapPropertyTest {

    private static final int LONGEST = 6;
    private static final List<String> TEXTS = texts();

    @Property(tries = 1_000)
    void patternsMeetInATextThatBothMean(@ForAll("patterns") String target, @ForAll("patterns") String pattern) {
        assertThat(Overlap.meets(target, pattern, false))
                .isEqualTo(TEXTS.stream()
                        .anyMatch(text -> Wildcards.matches(target, text) && Wildcards.matches(pattern, text)));
    }

    @Property(tries = 1_000)
    void aPatternThatCoversAnotherMeansAllOfIt(@ForAll("patterns") String target, @ForAll("patterns") String pattern) {
        if (Overlap.covers(pattern, target)) {
            assertThat(TEXTS)
                    .filteredOn(text -> Wildcards.matches(target, text))
                    .allMatch(text -> Wildcards.matches(pattern, text));
        }
    }

    @Test
    void anAsteriskOfAnIdentityStandsForNoColon() {
        assertThat(Overlap.meets("iam:role/*", "iam:*:x", true)).isFalse();
        assertThat(Overlap.meets("iam:role/*", "iam:*:x", false)).isTrue();
        assertThat(Overlap.meets("iam:role/*", "iam:*/x", true)).isTrue();
    }

    @Test
    void aLiteralAsteriskCoversNoWildcard() {
        assertThat(Overlap.covers(PatternText.literal("a*"), "a*")).isFalse();
        assertThat(Overlap.covers("a*", "a*")).isTrue();
        assertThat(Overlap.covers("a?", "a*")).isFalse();
    }

    /** Two letters that patterns hold, and one that none does. */
    private static List<String> texts() {
        List<String> all = new ArrayList<>(List.of(""));
        for (int from = 0, length = 0; length < LONGEST; length++) {
            int to = all.size();
            for (; from < to; from++) {
                for (String letter : List.of("a", "b", "z")) {
                    all.add(all.get(from) + letter);
                }
            }
        }
        return all;
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*?").ofMinLength(1).ofMaxLength(3);
    }
}
