package io.muster.graphql;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Rule")
@Description("A rule that resources are inspected by.")
public record RuleType(
        @NonNull @Description("Stable; part of a finding's identity.")
        String ruleId,

        @Description("Another one after each change of its text; null where Muster has no such rule any more.")
        String version,

        @NonNull @Description("The fault that it reports.") String title,

        @NonNull @Description("How bad that usually is; a finding may differ.")
        Severity severity,

        @NonNull @Description("The area of inspection.") Area area,

        @NonNull @Description("The kind of the resources that it judges.")
        ResourceKind resourceKind,

        @NonNull @Description("Why it matters.") String rationale,
        @NonNull @Description("The remedy.") String remediation,

        @NonNull @Description("Addresses of AWS's own documentation.")
        List<@NonNull String> references,

        @NonNull @Description("The published controls that ask for the same.")
        List<@NonNull Control> controls,

        @Description("Whether resources are inspected by it at all.")
        boolean enabled,

        @NonNull @Description("The origin of the rule.") RuleOrigin origin) {

    /** Whether a framework's control asks for it; of any framework, or any control, where that is null. */
    boolean askedFor(@Nullable String framework, @Nullable String control) {
        return (framework == null && control == null)
                || controls.stream()
                        .anyMatch(asking ->
                                (framework == null || asking.framework().equalsIgnoreCase(framework))
                                        && (control == null || asking.control().equalsIgnoreCase(control)));
    }

    @Name("Control")
    @Description("One control of a published framework.")
    public record Control(
            @NonNull @Description("For example AWS-FSBP.") String framework,
            @NonNull @Description("For example EC2.8.") String control) {}

    @Description("The origin of a rule.")
    public enum RuleOrigin {
        @Description("It came with Muster.")
        BUILT_IN,
        @Description("The operators of this installation added it.")
        CUSTOM
    }

    static RuleType of(RuleMetadata rule, @Nullable String version, boolean enabled, RuleOrigin origin) {
        return new RuleType(
                rule.ruleId(),
                version,
                rule.title(),
                rule.severity(),
                rule.area(),
                rule.resourceKind(),
                rule.rationale(),
                rule.remediation(),
                rule.references(),
                rule.controls().stream()
                        .map(control -> new Control(control.framework(), control.control()))
                        .toList(),
                enabled,
                origin);
    }
}
