package io.muster.rule;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.estate.Estate;
import io.muster.estate.NotRead;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.platform.StructuredLog;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges an estate by every rule that applies to its scope. */
@Singleton
public final class Assessment {

    private static final StructuredLog LOG = StructuredLog.of(Assessment.class);

    static final Verdict BROKEN = Verdict.unknown("the rule could not judge this resource: an error in the rule");

    private static final Verdict NOT_READ = Verdict.unknown("the resource could not be read");

    /** The verdict of one rule on one resource. */
    public record Result(RuleMetadata rule, Resource<?> resource, Verdict verdict) {}

    private final Catalogue catalogue;
    private final Map<String, Counter> failures;

    Assessment(Catalogue catalogue, MeterRegistry registry) {
        this.catalogue = catalogue;
        this.failures = catalogue.all().stream()
                .map(rule -> rule.metadata().ruleId())
                .collect(Collectors.toUnmodifiableMap(id -> id, id -> failures(id, registry)));
    }

    private static Counter failures(String ruleId, MeterRegistry registry) {
        return Counter.builder("muster.rule.failures")
                .description("Resources that a rule could not judge, because of an error in the rule")
                .tag("rule", ruleId)
                .register(registry);
    }

    /** Judges by these rules alone, which need not be in the catalogue; their failures are not counted. */
    public static Assessment trial(List<Rule<?>> rules) {
        return new Assessment(new Catalogue(rules), new SimpleMeterRegistry());
    }

    /** The kinds that any rule reads. */
    public Set<ResourceKind> kinds() {
        return Catalogue.kinds(catalogue.all());
    }

    /** The kinds that the rules about the scope read: what its estate has to be loaded with. */
    public Set<ResourceKind> kinds(Scope scope) {
        return kinds(scope, null);
    }

    /** The kinds that these rules need; those of all rules where the ids are null. */
    public Set<ResourceKind> kinds(Scope scope, @Nullable Set<String> ruleIds) {
        return Catalogue.kinds(rules(scope, ruleIds));
    }

    /** The rules about the scope that read one of the kinds: of what changes in other kinds they say nothing else. */
    public Set<String> readers(Scope scope, Set<ResourceKind> kinds) {
        return catalogue.forScope(scope).stream()
                .filter(rule -> Stream.concat(rule.needs().stream(), rule.consults().stream())
                        .anyMatch(kinds::contains))
                .map(rule -> rule.metadata().ruleId())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The kinds for whose resources these rules about the scope read the time of the last change; all rules where {@code ruleIds}
     * is null.
     */
    public Set<ResourceKind> agedKinds(Scope scope, @Nullable Set<String> ruleIds) {
        return rules(scope, ruleIds).stream()
                .filter(Rule::readsAge)
                .map(rule -> rule.metadata().resourceKind())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether one of these rules about the scope reads signals of other products; of all where that is null. */
    public boolean readsSignals(Scope scope, @Nullable Set<String> ruleIds) {
        return rules(scope, ruleIds).stream().anyMatch(Rule::readsSignals);
    }

    /** The rules that read signals of other products: those about an account as a whole, or those about regions. */
    public Set<String> signalReaders(boolean global) {
        return catalogue.all().stream()
                .filter(Rule::readsSignals)
                .map(Rule::metadata)
                .filter(rule -> rule.resourceKind().global() == global)
                .map(RuleMetadata::ruleId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The versions of the rules about the scope, by their ids. */
    public Map<String, String> versions(Scope scope) {
        return catalogue.versions(scope.isGlobal());
    }

    private List<Rule<?>> rules(Scope scope, @Nullable Set<String> ruleIds) {
        return catalogue.forScope(scope).stream()
                .filter(rule ->
                        ruleIds == null || ruleIds.contains(rule.metadata().ruleId()))
                .<Rule<?>>map(rule -> rule)
                .toList();
    }

    /**
     * One result for each rule and each resource of its kind, rule by rule. Each is worked out as the stream is
     * consumed, and never fails: the verdict is UNKNOWN where the resource or a kind that the rule needs was not read, and
     * where the rule itself is broken.
     */
    public Stream<Result> assess(Estate estate) {
        return assess(estate, null);
    }

    /** The results of these rules; of all rules where the ids are null. */
    public Stream<Result> assess(Estate estate, @Nullable Set<String> ruleIds) {
        return byRule(estate, ruleIds).stream().flatMap(results -> results);
    }

    /** The results as a stream for each rule: of a large estate not even the results of one rule need be in memory at once. */
    public List<Stream<Result>> byRule(Estate estate, @Nullable Set<String> ruleIds) {
        return rules(estate.scope(), ruleIds).stream()
                .<Stream<Result>>map(rule -> assess(rule, estate))
                .toList();
    }

    private <T extends Record> Stream<Result> assess(Rule<T> rule, Estate estate) {
        RuleMetadata metadata = rule.metadata();
        Function<Resource<T>, Verdict> verdicts = missing(rule, estate)
                .<Function<Resource<T>, Verdict>>map(withheld -> resource -> withheld)
                .orElseGet(() -> guarded(rule, estate));
        return estate.stored(rule.type()).stream()
                .map(resource -> new Result(metadata, resource, verdicts.apply(resource)));
    }

    private static Optional<Verdict> missing(Rule<?> rule, Estate estate) {
        String missing = rule.needs().stream()
                .filter(kind -> kind == rule.metadata().resourceKind() ? !estate.reads(kind) : !estate.lists(kind))
                .map(estate::missing)
                .sorted()
                .collect(Collectors.joining("; "));
        return missing.isEmpty() ? Optional.empty() : Optional.of(Verdict.unknown("not known: " + missing));
    }

    private <T extends Record> Function<Resource<T>, Verdict> guarded(Rule<T> rule, Estate estate) {
        // one error says it all: a rule that fails once may well fail for each of many thousand resources
        AtomicBoolean told = new AtomicBoolean();
        return resource -> {
            if (!estate.current(resource)) {
                return NOT_READ;
            }
            try {
                return Objects.requireNonNull(rule.judge(resource, estate), "no verdict");
            } catch (NotRead missing) {
                return Verdict.unknown("not known: " + missing.missing());
            } catch (RuntimeException bug) {
                if (told.compareAndSet(false, true)) {
                    tell(rule, resource, bug);
                }
                count(rule);
                return BROKEN;
            }
        };
    }

    private void count(Rule<?> rule) {
        failures.get(rule.metadata().ruleId()).increment();
    }

    private static void tell(Rule<?> rule, Resource<?> resource, RuntimeException bug) {
        LOG.with("ruleId", rule.metadata().ruleId()).with("arn", resource.arn()).error("A rule failed", bug);
    }
}
