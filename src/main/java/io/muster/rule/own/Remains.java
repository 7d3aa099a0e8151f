package io.muster.rule.own;

import io.muster.inventory.KindModel;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids and kinds of the rules in a file that is no YAML, found by the look of its lines: the findings of these rules are not to
 * be resolved because of a misplaced blank.
 */
final class Remains {

    private static final Pattern RULE = Pattern.compile(
            "^[\\s-]*id:\\s*[\"']?([a-z0-9-]+)[\"']?\\s*$(?:(?!^[\\s-]*id:)[\\s\\S])*?^\\s*kind:\\s*[\"']?([A-Z_]+)",
            Pattern.MULTILINE);

    private Remains() {}

    static List<ReadRule> of(RuleFile file, Fault fault, Set<String> taken) {
        List<ReadRule> found = new ArrayList<>();
        Matcher rules = RULE.matcher(file.text());
        while (rules.find()) {
            String id = rules.group(1);
            kind(rules.group(2))
                    .filter(kind -> taken.add(id))
                    .ifPresent(kind -> found.add(ReadRule.refused(Optional.of(RuleHead.least(id, kind)), fault)));
        }
        return found.isEmpty() ? List.of(ReadRule.refused(Optional.empty(), fault)) : found;
    }

    private static Optional<ResourceKind> kind(String name) {
        return KindModel.all().stream()
                .map(KindModel::kind)
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }
}
