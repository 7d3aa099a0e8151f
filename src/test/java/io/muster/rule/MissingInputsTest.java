package io.muster.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every rule says where a kind that it reads was not listed. */
class MissingInputsTest {

    @ParameterizedTest
    @MethodSource
    void withoutAKindThatItNeedsItNamesTheCell(Rule<?> rule, ResourceKind missing) {
        // given
        Estate estate = FullEstate.of(rule).without(missing).build();

        // when
        List<Verdict> verdicts = Assessments.by(rule)
                .assess(estate)
                .map(Assessment.Result::verdict)
                .toList();

        // then
        assertThat(verdicts)
                .isNotEmpty()
                .allSatisfy(verdict -> assertThat(verdict)
                        .asInstanceOf(InstanceOfAssertFactories.type(Verdict.Unknown.class))
                        .extracting(Verdict.Unknown::reason)
                        .asString()
                        .contains(missing.name() + " in "));
    }

    static Stream<Arguments> withoutAKindThatItNeedsItNamesTheCell() {
        return EveryRule.instances().stream()
                .flatMap(rule -> rule.needs().stream()
                        .filter(kind -> kind != rule.metadata().resourceKind())
                        .sorted()
                        .map(kind -> argumentSet(rule.metadata().ruleId() + " without " + kind, rule, kind)));
    }

    @ParameterizedTest
    @MethodSource
    void withoutAKindThatItConsultsItStillJudges(Rule<?> rule, ResourceKind missing) {
        // given
        Estate estate = FullEstate.of(rule).without(missing).build();

        // when
        List<Verdict> verdicts = Assessments.by(rule)
                .assess(estate)
                .map(Assessment.Result::verdict)
                .toList();

        // then
        assertThat(verdicts).isNotEmpty().doesNotContain(Assessment.BROKEN);
    }

    static Stream<Arguments> withoutAKindThatItConsultsItStillJudges() {
        return EveryRule.instances().stream()
                .flatMap(rule -> rule.consults().stream()
                        .sorted()
                        .map(kind -> argumentSet(rule.metadata().ruleId() + " without " + kind, rule, kind)));
    }
}
