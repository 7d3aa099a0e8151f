package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource({"'', 1, ''", "abc, 3, abc", "abcd, 3, ab…", "a😀, 3, a😀", "a😀b, 3, a…", "ab😀c, 4, ab…"})
    void aTextIsCutWhereItIsLonger(String text, int longest, String cut) {
        assertThat(Texts.cut(text, longest)).isEqualTo(cut);
    }

    @Property(tries = 500)
    void whatIsCutIsNoLongerAndCanBeStoredIfTheTextCan(
            @ForAll String text, @ForAll @IntRange(min = 2, max = 20) int longest) {
        String cut = Texts.cut(text, longest);

        assertThat(cut).hasSizeLessThanOrEqualTo(longest);
        assertThat(Texts.storable(cut) || !Texts.storable(text)).isTrue();
    }

    @Test
    void aTextIsRepeatedInQuotationMarks() {
        assertThat(Texts.quoted("abc")).isEqualTo("\"abc\"");
        assertThat(Texts.quoted(null)).isEqualTo("\"null\"");
        assertThat(Texts.quoted("x".repeat(100))).isEqualTo("\"" + "x".repeat(63) + "…\"");
    }
}
