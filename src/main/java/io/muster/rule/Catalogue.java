package io.muster.rule;

import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every rule there is. */
@Singleton
public final class Catalogue {

    private static final List<RuleMetadata> ABOUT_MUSTER = List.of(CollectionGap.METADATA, AnswerDisputed.METADATA);

    private final Map<String, Rule<?>> byId;
    private final Set<String> own;

    /** @throws IllegalStateException if two rules share an id, or a rule is inconsistent: such a build must not start */
    @Inject
    Catalogue(@All List<Rule<?>> rules, @All List<RuleSource> sources) {
        List<Rule<?>> added =
                sources.stream().flatMap(source -> source.rules().stream()).toList();
        own = added.stream().map(rule -> rule.metadata().ruleId()).collect(Collectors.toUnmodifiableSet());
        Map<String, Rule<?>> collected = new LinkedHashMap<>();
        Stream.concat(rules.stream(), added.stream())
                .sorted(Comparator.comparing(rule -> rule.metadata().ruleId()))
                .forEach(rule -> add(collected, rule));
        byId = Collections.unmodifiableMap(collected);
    }

    Catalogue(List<Rule<?>> rules) {
        this(rules, List.of());
    }

    private static void add(Map<String, Rule<?>> collected, Rule<?> rule) {
        RuleMetadata metadata = rule.metadata();
        check(collected.put(metadata.ruleId(), rule) == null, metadata, "shares its id with another rule");
        check(
                rule.type().getAnnotation(Kind.class).value() == metadata.resourceKind(),
                metadata,
                "judges another kind than it says");
        check(rule.needs().contains(metadata.resourceKind()), metadata, "does not need the kind that it judges");
    }

    private static void check(boolean holds, RuleMetadata metadata, String fault) {
        if (!holds) {
            throw new IllegalStateException("rule " + metadata.ruleId() + " " + fault);
        }
    }

    /** All rules, ordered by id. */
    public Collection<Rule<?>> all() {
        return byId.values();
    }

    /** The metadata of every rule, ordered by id; also of those about Muster's own data, which judge no estate. */
    public List<RuleMetadata> metadata() {
        return Stream.concat(byId.values().stream().map(Rule::metadata), ABOUT_MUSTER.stream())
                .sorted(Comparator.comparing(RuleMetadata::ruleId))
                .toList();
    }

    /** The versions of all rules, by their ids. */
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>(versions(true));
        versions.putAll(versions(false));
        return versions;
    }

    /** The versions of the rules about an account as a whole, or of the rules about regions, by their ids. */
    public Map<String, String> versions(boolean global) {
        Map<String, String> versions = new TreeMap<>();
        versions.put(CollectionGap.ID, CollectionGap.VERSION);
        if (global) {
            versions.put(AnswerDisputed.ID, AnswerDisputed.VERSION);
        }
        byId.forEach((id, rule) -> {
            if (rule.metadata().resourceKind().global() == global) {
                versions.put(id, rule.version());
            }
        });
        return versions;
    }

    /** The metadata of the rule; also of one about Muster's own data. */
    public Optional<RuleMetadata> metadata(String ruleId) {
        return Stream.concat(Stream.ofNullable(byId.get(ruleId)).map(Rule::metadata), ABOUT_MUSTER.stream())
                .filter(rule -> rule.ruleId().equals(ruleId))
                .findFirst();
    }

    /** Whether the rule is of a {@link RuleSource}, and did not come with Muster. */
    public boolean isOwn(String ruleId) {
        return own.contains(ruleId);
    }

    /** The kinds that one of the rules or more declares: what an estate must hold for them. */
    static Set<ResourceKind> kinds(Collection<Rule<?>> rules) {
        return rules.stream()
                .flatMap(rule -> Stream.concat(rule.needs().stream(), rule.consults().stream()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ResourceKind.class)));
    }

    /** The rules that are judged in the scope's estate: about account-wide kinds in the global one, others in a region's. */
    public List<Rule<?>> forScope(Scope scope) {
        return all().stream()
                .filter(rule -> rule.metadata().resourceKind().global() == scope.isGlobal())
                .<Rule<?>>map(rule -> rule)
                .toList();
    }
}
