package io.muster.estate.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** How two patterns relate, against every text of a few characters. */
class OverlapPropertyTest {

    @Property(tries = 1_000)
    void patternsMeetInATextThatBothMean(@ForAll("patterns") String target, @ForAll("patterns") String pattern) {
        assertThat(Overlap.meets(target, pattern, false))
                .isEqualTo(ShortTexts.ALL.stream()
                        .anyMatch(text -> Wildcards.matches(target, text) && Wildcards.matches(pattern, text)));
    }

    @Property(tries = 1_000)
    void aPatternThatCoversAnotherMeansAllOfIt(@ForAll("patterns") String target, @ForAll("patterns") String pattern) {
        if (Overlap.covers(pattern, target)) {
            assertThat(ShortTexts.ALL)
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

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*?").ofMinLength(1).ofMaxLength(3);
    }
}
