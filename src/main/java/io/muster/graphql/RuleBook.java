package io.muster.graphql;

import io.muster.graphql.RuleType.RuleOrigin;
import io.muster.inventory.Documents;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Catalogue;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rules as the API shows them, by their ids. */
@ApplicationScoped
class RuleBook {

    private final Map<String, RuleType> rules = new TreeMap<>();
    private final String titles;

    RuleBook(Catalogue catalogue) {
        Map<String, String> versions = catalogue.versions();
        for (RuleMetadata rule : catalogue.metadata()) {
            RuleOrigin origin = catalogue.isOwn(rule.ruleId()) ? RuleOrigin.CUSTOM : RuleOrigin.BUILT_IN;
            rules.put(rule.ruleId(), RuleType.of(rule, versions.get(rule.ruleId()), true, origin));
        }
        titles = Documents.write(rules.values().stream().collect(Collectors.toMap(RuleType::ruleId, RuleType::title)));
    }

    List<RuleType> all() {
        return List.copyOf(rules.values());
    }

    Optional<RuleType> find(String ruleId) {
        return Optional.ofNullable(rules.get(ruleId));
    }

    /** The rule of a finding: one that was removed since has only the data of the finding, and judges nothing. */
    RuleType of(String ruleId, Severity severity, Area area, ResourceKind kind) {
        return find(ruleId)
                .orElseGet(() -> RuleType.of(
                        new RuleMetadata(ruleId, ruleId, severity, area, kind, "", "", List.of(), List.of()),
                        null,
                        false,
                        RuleOrigin.BUILT_IN));
    }

    /** The title of a rule; the id of one that is gone since. */
    String title(String ruleId) {
        return find(ruleId).map(RuleType::title).orElse(ruleId);
    }

    /** The titles of all rules by their ids, as a JSON object. */
    String titles() {
        return titles;
    }

    /** The ids of the rules that have the text in their titles, in any case. */
    List<String> titled(String text) {
        String part = text.toLowerCase(Locale.ROOT);
        return rules.values().stream()
                .filter(rule -> rule.title().toLowerCase(Locale.ROOT).contains(part))
                .map(RuleType::ruleId)
                .toList();
    }

    /** The ids of the rules that a framework's control asks for; of any framework, or any control, where that is null. */
    List<String> ofControls(@Nullable String framework, @Nullable String control) {
        return rules.values().stream()
                .filter(rule -> rule.askedFor(framework, control))
                .map(RuleType::ruleId)
                .toList();
    }
}
