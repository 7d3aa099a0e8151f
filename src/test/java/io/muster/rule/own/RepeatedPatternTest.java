package io.muster.rule.own;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.rule.own.RuleTexts.HEAD;
import static io.muster.rule.own.RuleTexts.as;
import static io.muster.rule.own.RuleTexts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.rule.Judging;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regular expressions whose repetitions would fill the memory are not compiled. */
class RepeatedPatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "(?:(?:a{10,1000}){2,}){6}",
                "([{(\\]]{1000}){11}",
                "(\\Q(\\E{1000}){11}",
                "(\\p{Greek}{1000}){11}",
                "((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}"
            })
    void countsWhatIsRepeated(String pattern) {
        assertThat(RepeatedPattern.isBounded(pattern)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "^i-[0-9a-f]{8,17}$",
                "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.){1,10}[a-z]{2,63}$",
                "(a*)*b+",
                "a{1000}b{1000}c{1000}",
                "{1000}{1000}",
                "[a{1000}]{9}",
                "\\({1000}",
                ")))",
                "((("
            })
    void takesWhatIsNotRepeatedMuch(String pattern) {
        assertThat(RepeatedPattern.isBounded(pattern)).isTrue();
    }

    @Test
    void isRefusedWhereItStandsInARule() {
        String fault = read(HEAD + "    fails: resource.name.matches('((a{100}){100}){100}')\n    message: wrong\n")
                .get(0)
                .fault()
                .orElseThrow()
                .toString();

        assertThat(fault).startsWith("own.yaml:7: \"((a{100}){100}){100}\" repeats too much");
    }

    @Test
    void isNotFollowedWhereItIsAValue() {
        // given
        ReadRule whole = read(HEAD + "    fails: matches('web', 'w' + 'eb{1}')\n    message: wrong\n")
                .get(0);
        ReadRule repeated = read(HEAD + "    fails: matches('web', '((a{100}){100}' + '){100}')\n    message: wrong\n")
                .get(0);

        // when, then
        assertThat(Judging.judge(as(whole.rule()), instance("i-1"))).startsWith("FAIL");
        assertThat(repeated.fault()).isEmpty();
        assertThatThrownBy(() -> Judging.judge(as(repeated.rule()), instance("i-1")))
                .hasStackTraceContaining("repeats too much");
    }
}
