package io.muster.rule;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Assessment.Result;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AssessmentTest {

    @Test
    void aBrokenRuleStopsNobody() {
        // given
        MeterRegistry registry = new SimpleMeterRegistry();
        Assessment assessment = new Assessment(new Catalogue(List.of(new FakeRule("a"), new FakeRule("b"))), registry);
        Estate estate =
                Estates.estate().with(instance("i-bug"), instance("i-1")).build();

        // when
        List<Result> results = assessment.assess(estate).toList();

        // then
        assertThat(registry.get("muster.rule.failures")
                        .tag("rule", "a")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(results)
                .extracting(
                        result -> result.rule().ruleId(),
                        result -> result.resource().resourceId(),
                        result -> Judging.word(result.verdict()))
                .containsExactly(
                        tuple("a", "i-bug", "UNKNOWN"),
                        tuple("a", "i-1", "PASS"),
                        tuple("b", "i-bug", "UNKNOWN"),
                        tuple("b", "i-1", "PASS"));
    }

    @ParameterizedTest
    @MethodSource
    void everyNeededKindIsNeeded(Rule<?> rule, ResourceKind missing) {
        // given
        Estate estate = FullEstate.of(rule).without(missing).build();

        // when
        List<Result> results = assessment(List.of(rule)).assess(estate).toList();

        // then
        assertThat(results)
                .isNotEmpty()
                .allSatisfy(result ->
                        assertThat(result.verdict()).isEqualTo(Verdict.unknown("not known: " + cell(missing))));
    }

    static List<Arguments> everyNeededKindIsNeeded() {
        return EveryRule.instances().stream()
                .flatMap(rule -> rule.needs().stream().map(kind -> Arguments.of(rule, kind)))
                .toList();
    }

    private static String cell(ResourceKind kind) {
        return kind + " in " + (kind.global() ? "global" : Estates.REGION.region());
    }

    /** The estate refuses to tell of kinds that no rule declares, which the assessment takes for an error in the rule. */
    @ParameterizedTest
    @MethodSource("everyRule")
    void everyRuleDeclaresWhatItReads(Rule<?> rule) {
        // given
        Estate estate =
                FullEstate.of(rule).loading(Catalogue.kinds(List.of(rule))).build();
        MeterRegistry registry = new SimpleMeterRegistry();

        // when
        List<Result> results = new Assessment(new Catalogue(List.of(rule)), registry)
                .assess(estate)
                .toList();

        // then
        assertThat(results).isNotEmpty();
        assertThat(registry.get("muster.rule.failures").counter().count()).isZero();
    }

    @ParameterizedTest
    @MethodSource("everyRule")
    void everyRuleDoesWithoutTheKindsThatItConsults(Rule<?> rule) {
        // given
        Estates estate = FullEstate.of(rule).loading(Catalogue.kinds(List.of(rule)));
        rule.consults().forEach(estate::without);

        // when
        List<Result> results = assessment(List.of(rule)).assess(estate.build()).toList();

        // then
        assertThat(results).isNotEmpty();
        assertThat(results)
                .extracting(Result::verdict)
                .as("no verdict rests on what was not listed without saying so")
                .noneMatch(Assessment.BROKEN::equals);
    }

    static List<Rule<?>> everyRule() {
        return EveryRule.instances();
    }

    @Test
    void aHundredThousandResourcesAreAssessed() {
        // given
        Assessment assessment = assessment(EveryRule.instances());
        Estates estate = Estates.estate();
        IntStream.range(0, 30_000)
                .forEach(i -> estate.with(
                        instance("i-" + i).profile("web").tag("Name", "web-" + i),
                        eni("eni-" + i).of("i-" + i).groups("sg-" + i % 5_000, "sg-all"),
                        Made.volume("vol-" + i, i % 2 == 0, "in-use", Map.of(), "i-" + i)));
        IntStream.range(0, 10_000)
                .forEach(i -> estate.with(group("sg-" + i)
                        .in("tcp", 22, 22, "10.0.0.0/8")
                        .out("-1", null, null, "0.0.0.0/0")
                        .inFromGroup("sg-1")));
        estate.with(group("sg-all").in("tcp", 443, 443, "0.0.0.0/0"), Made.vpc("vpc-1", false, Estates.ACCOUNT));

        // when
        long verdicts = assessment.assess(estate.build()).count();

        // then
        assertThat(verdicts).isGreaterThan(200_000);
    }

    private static Assessment assessment(List<Rule<?>> rules) {
        return new Assessment(new Catalogue(rules), new SimpleMeterRegistry());
    }
}
