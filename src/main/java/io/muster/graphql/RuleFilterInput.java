package io.muster.graphql;

import io.muster.rule.Area;
import io.muster.rule.Severity;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("RuleFilter")
@Description("Which rules are meant. Fields are ANDed, the entries of a list are ORed.")
public class RuleFilterInput {

    @Description("One of these rules.")
    public List<@NonNull String> ruleIds;

    @Description("One of these areas.")
    public List<@NonNull Area> areas;

    @Description("One of these usual severities.")
    public List<@NonNull Severity> severities;

    @Description("Whether resources are inspected by it.")
    public Boolean enabled;

    @Description("A control of this framework asks for it, for example AWS-FSBP.")
    public String framework;

    @Description("This control asks for it, for example EC2.19: of the framework, where one is named.")
    public String control;

    boolean matches(RuleType rule) {
        return in(ruleIds, rule.ruleId())
                && in(areas, rule.area())
                && in(severities, rule.severity())
                && (enabled == null || enabled == rule.enabled())
                && rule.askedFor(framework, control);
    }

    private static <T> boolean in(List<T> wanted, T value) {
        return wanted == null || wanted.contains(value);
    }
}
