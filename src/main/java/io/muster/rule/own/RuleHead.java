package io.muster.rule.own;

import io.muster.inventory.KindModel;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.Texts;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a rule is called and what it is about. */
record RuleHead(RuleMetadata metadata) {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_TEXT = 4_000;

    /** @param taken the ids of the rules that are there already */
    static RuleHead read(Yaml node, Map<String, Yaml> members, Set<String> taken) {
        return new RuleHead(new RuleMetadata(
                id(Members.required(node, members, "id"), taken),
                text(Members.required(node, members, "title")),
                Severity.valueOf(Members.required(node, members, "severity").oneOf(names(Severity.values()))),
                Area.valueOf(Members.required(node, members, "area").oneOf(names(Area.values()))),
                ResourceKind.valueOf(Members.required(node, members, "kind").oneOf(kinds())),
                members.containsKey("rationale") ? text(members.get("rationale")) : "",
                members.containsKey("remediation") ? text(members.get("remediation")) : "",
                members.containsKey("references")
                        ? members.get("references").entries().stream()
                                .map(RuleHead::text)
                                .toList()
                        : List.of(),
                members.containsKey("controls")
                        ? members.get("controls").entries().stream()
                                .map(RuleHead::control)
                                .toList()
                        : List.of()));
    }

    /** The stand-in for a rule whose head cannot be read: its id and kind at least, so that its findings are known. */
    static Optional<RuleHead> least(Map<String, Yaml> members, Set<String> taken) {
        if (!members.containsKey("id") || !members.containsKey("kind")) {
            return Optional.empty();
        }
        try {
            String id = id(members.get("id"), taken);
            ResourceKind kind = ResourceKind.valueOf(members.get("kind").oneOf(kinds()));
            return Optional.of(least(id, kind));
        } catch (RefusedRule unread) {
            return Optional.empty();
        }
    }

    static RuleHead least(String id, ResourceKind kind) {
        return new RuleHead(
                new RuleMetadata(id, id, Severity.MEDIUM, Area.NETWORK, kind, "", "", List.of(), List.of()));
    }

    ResourceKind kind() {
        return metadata.resourceKind();
    }

    private static String id(Yaml node, Set<String> taken) {
        String id = node.text();
        if (!ID.matcher(id).matches() || id.length() > LONGEST_ID) {
            throw node.refused(
                    Texts.quoted(id) + " is no id: lower-case letters and digits, with single hyphens between, "
                            + LONGEST_ID + " at most");
        }
        if (taken.contains(id)) {
            throw node.refused("there is another rule with the id " + id);
        }
        return id;
    }

    private static String text(Yaml node) {
        String text = node.text().strip();
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            throw node.refused("must have from 1 to " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    private static Control control(Yaml node) {
        Map<String, Yaml> members = node.members(Set.of("framework", "control"));
        return new Control(
                text(Members.required(node, members, "framework")), text(Members.required(node, members, "control")));
    }

    private static List<String> kinds() {
        return KindModel.all().stream().map(kind -> kind.kind().name()).toList();
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
