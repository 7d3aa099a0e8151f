package io.muster.rule;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * No rule fails over what is absent, in the resource that it judges or in any other that it reads. Absent may be every part
 * that a stored document can be without, which is more than AWS may leave out: documents of an earlier shape lack the rest.
 */
class AbsentPartsTest {

    private static final String ANYWHERE = "0.0.0.0/0";

    private static final List<Rule<?>> RULES = EveryRule.instances();

    @Property(tries = 300)
    void noRuleFailsOverAnyNumberOfPartsThatAreAbsent(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 99) int percent) {
        Random random = new Random(seed);
        assertNoRuleFails(place -> random.nextInt(100) < percent, "seed " + seed + ", " + percent + " %");
    }

    @Test
    void noRuleFailsWhereEveryPartIsAbsent() {
        assertNoRuleFails(place -> true, "everything");
    }

    private static void assertNoRuleFails(Predicate<String> absent, String what) {
        assertNoRuleFails(
                FullEstate.resources().stream()
                        .<Resource<?>>map(resource -> AbsentParts.without(resource, absent))
                        .toList(),
                what);
    }

    static void assertNoRuleFails(List<Resource<?>> resources, String what) {
        for (Estates estate : List.of(Estates.estate(), Estates.estate().global())) {
            resources.forEach(resource -> estate.with(made(resource)));
            Estate built = estate.build();
            RULES.forEach(rule -> judge(rule, built, what));
        }
    }

    private static <T extends Record> Estates.Made<T> made(Resource<T> resource) {
        return () -> resource;
    }

    private static <T extends Record> void judge(Rule<T> rule, Estate estate, String what) {
        for (Resource<T> resource : estate.all(rule.type())) {
            try {
                assertThat(rule.judge(resource, estate)).isNotNull();
            } catch (RuntimeException failed) {
                throw new AssertionError(
                        rule.metadata().ruleId() + " failed over " + resource.resourceId() + " without " + what,
                        failed);
            }
        }
    }

    @Test
    void whatIsAbsentIsUnknownAndNoPass() {
        List<Judged<?>> known = List.of(
                new Judged<>(
                        "ebs-volume-unencrypted",
                        Made.volume("vol", true, "in-use", Map.of()),
                        List.of("state", "encrypted")),
                new Judged<>(
                        "ebs-volume-unattached", Made.volume("vol", true, "available", Map.of()), List.of("state")),
                new Judged<>(
                        "snapshot-unencrypted",
                        Made.snapshot("snap", true, "completed", false),
                        List.of("state", "encrypted")),
                new Judged<>(
                        "ebs-delete-on-termination-off-root",
                        instance("i").device("/dev/xvda", "vol", true),
                        List.of("rootDeviceName", "blockDevices[0].deviceName", "blockDevices[0].deleteOnTermination")),
                new Judged<>(
                        "sg-ingress-admin-port-internet",
                        group("sg").in("tcp", 22, 22, ANYWHERE),
                        List.of("ingress[0].cidr", "ingress[0].protocol")),
                new Judged<>("ec2-imdsv2-required", instance("i"), List.of("metadataOptions")));
        assertThat(known.stream().flatMap(judged -> judged.verdicts().stream()))
                .hasSize(11)
                .containsOnly("UNKNOWN");
    }

    /** A resource that a rule passes or fails, and the parts without which it can do neither. */
    private record Judged<T extends Record>(String ruleId, Estates.Made<T> made, List<String> parts) {

        List<String> verdicts() {
            return parts.stream().map(this::verdict).toList();
        }

        private String verdict(String part) {
            Resource<T> resource = made.resource();
            return judge(AbsentParts.without(resource, (resource.resourceId() + "." + part)::equals));
        }

        @SuppressWarnings("unchecked") // the rule is one of the resource's kind
        private String judge(Resource<T> without) {
            Rule<T> rule = (Rule<T>) RULES.stream()
                    .filter(one -> one.metadata().ruleId().equals(ruleId))
                    .findFirst()
                    .orElseThrow();
            Estates.Made<T> judged = () -> without;
            Estate estate = Estates.estate()
                    .with(judged)
                    .unchangedSince(judged, Estates.NOW.minus(Duration.ofDays(60)))
                    .build();
            return Judging.judge(rule, judged, estate);
        }
    }
}
