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
 * Finds the ids and kinds of the rules in a file that is not valid YAML, line by line. Their findings must not be resolved
 * because of a syntax error.
 */
final class SalvagedRules {

    private static final Pattern BEGIN = Pattern.compile("[\\s-]*id:");
    private static final Pattern ID = Pattern.compile("[\\s-]*id:\\s*[\"']?([a-z0-9-]+)[\"']?\\s*");
    private static final Pattern KIND = Pattern.compile("\\s*kind:\\s*[\"']?([A-Z_]+)");

    private SalvagedRules() {}

    static List<ReadRule> of(RuleFile file, Fault fault, Set<String> taken) {
        List<ReadRule> found = new ArrayList<>();
        String id = "";
        for (String line : file.text().lines().toList()) {
            Matcher kind = KIND.matcher(line);
            if (BEGIN.matcher(line).lookingAt()) {
                Matcher named = ID.matcher(line);
                id = named.matches() ? named.group(1) : "";
            } else if (!id.isEmpty() && kind.lookingAt()) {
                refused(id, kind.group(1), fault, taken).ifPresent(found::add);
                id = "";
            }
        }
        return found.isEmpty() ? List.of(ReadRule.refused(Optional.empty(), fault)) : found;
    }

    private static Optional<ReadRule> refused(String id, String kind, Fault fault, Set<String> taken) {
        return kind(kind)
                .filter(known -> taken.add(id))
                .map(known -> ReadRule.refused(Optional.of(RuleHead.least(id, known)), fault));
    }

    private static Optional<ResourceKind> kind(String name) {
        return KindModel.all().stream()
                .map(KindModel::kind)
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }
}
