package io.muster.docs;

import io.muster.rule.Area;
import io.muster.rule.EveryRule;
import io.muster.rule.RuleMetadata;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of rules follows from their metadata. */
class RuleReferenceTest {

    private static final GeneratedFile REFERENCE =
            new GeneratedFile(Path.of("docs", "rules.md"), RuleReferenceTest.class);

    private static final String INTRODUCTION = """
            # Rules

            <!-- Generated from the code: see CONTRIBUTING.md, "Generated files". -->

            Each rule judges every resource of one kind. It says PASS, FAIL with its evidence, UNKNOWN where what it needs could
            not be read, or NOT_APPLICABLE. The severity is the usual one; a finding's may differ where the circumstances say so.
            """;

    @Test
    void theListIsWhatTheCodeSays() {
        List<RuleMetadata> rules = EveryRule.metadata().stream()
                .sorted(Comparator.comparing(RuleMetadata::area).thenComparing(RuleMetadata::ruleId))
                .toList();
        String details = rules.stream().map(RuleReferenceTest::details).collect(Collectors.joining());
        REFERENCE.holds(INTRODUCTION + overview(rules) + details);
    }

    private static String overview(List<RuleMetadata> rules) {
        String rows = rules.stream()
                .map(rule -> "| [%s](#%s) | %s | %s | %s | `%s` |\n"
                        .formatted(
                                rule.ruleId(),
                                rule.ruleId(),
                                rule.title(),
                                rule.severity(),
                                area(rule.area()),
                                rule.resourceKind()))
                .collect(Collectors.joining());
        return """

                | rule | title | severity | area | kind |
                | --- | --- | --- | --- | --- |
                """ + rows;
    }

    private static String area(Area area) {
        return switch (area) {
            case IMDS -> "instance metadata";
            case IAM -> "IAM";
            case NETWORK -> "network";
            case STORAGE -> "storage";
            case BACKUP -> "backups and snapshots";
            case MONITORING -> "monitoring";
        };
    }

    private static String details(RuleMetadata rule) {
        String controls = rule.controls().stream()
                .map(control -> control.framework() + " " + control.control())
                .collect(Collectors.joining(", "));
        Stream<String> lines = Stream.concat(
                Stream.of(
                        "**%s**: %s, %s, judges `%s`."
                                .formatted(rule.title(), rule.severity(), area(rule.area()), rule.resourceKind()),
                        rule.rationale(),
                        "*Remediation.* " + rule.remediation(),
                        "*Controls.* " + (controls.isEmpty() ? "none" : controls)),
                Stream.of(rule.references().stream()
                        .map(reference -> "- <" + reference + ">")
                        .collect(Collectors.joining("\n"))));
        return "\n## " + rule.ruleId() + "\n\n"
                + lines.filter(line -> !line.isEmpty()).collect(Collectors.joining("\n\n")) + "\n";
    }
}
