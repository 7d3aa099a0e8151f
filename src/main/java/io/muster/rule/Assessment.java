package io.muster.rule;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges an estate by every rule that speaks of its scope. */
@Singleton
public final class Assessment {

    private static final Logger LOGGER = LoggerFactory.getLogger(Assessment.class);

    private static final Verdict BROKEN =
            Verdict.unknown("the rule could not judge this resource: an error in the rule");

    /** What one rule says of one resource. */
    public record Result(RuleMetadata rule, Resource<?> resource, Verdict verdict) {

        /** Whether the rule has nothing against the resource, so that an open finding is resolved. */
        public boolean clears() {
            return verdict instanceof Verdict.Pass || verdict instanceof Verdict.NotApplicable;
        }
    }

    private final Catalogue catalogue;

    Assessment(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * One result for each rule and each resource of its kind, rule by rule. Each is worked out as the stream is
     * consumed, and never fails: what a rule cannot say, because a kind that it needs is not known or because the rule
     * itself is broken, is UNKNOWN.
     */
    public Stream<Result> assess(Estate estate) {
        return catalogue.forScope(estate.scope()).stream().flatMap(rule -> assess(rule, estate));
    }

    private static <T extends Record> Stream<Result> assess(Rule<T> rule, Estate estate) {
        RuleMetadata metadata = rule.metadata();
        Optional<Verdict> withheld = missing(rule, estate);
        return estate.all(rule.type()).stream()
                .map(resource ->
                        new Result(metadata, resource, withheld.orElseGet(() -> judge(rule, resource, estate))));
    }

    private static Optional<Verdict> missing(Rule<?> rule, Estate estate) {
        Set<ResourceKind> missing =
                rule.needs().stream().filter(kind -> !estate.knows(kind)).collect(Collectors.toUnmodifiableSet());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Verdict.unknown("not known: "
                        + missing.stream().map(Enum::name).sorted().collect(Collectors.joining(", "))));
    }

    private static <T extends Record> Verdict judge(Rule<T> rule, Resource<T> resource, Estate estate) {
        try {
            return rule.judge(resource, estate);
        } catch (RuntimeException bug) {
            LOGGER.atError()
                    .setCause(bug)
                    .addKeyValue("ruleId", rule.metadata().ruleId())
                    .addKeyValue("arn", resource.arn())
                    .log("A rule failed");
            return BROKEN;
        }
    }
}
