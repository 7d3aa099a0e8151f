package io.muster.graphql;

import io.muster.estate.attack.AttackPathFilter;
import io.muster.rule.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@RegisterForReflection
@Name("AttackPathFilter")
@Description("Which attack paths are meant. Fields are ANDed, the entries of a list are ORed.")
public class AttackPathFilterInput {

    @Description("In one of these accounts.")
    public List<@NonNull String> accountIds;

    @Description("In one of these regions.")
    public List<@NonNull String> regions;

    @Description("At least so severe.")
    public Severity severityAtLeast;

    @Description("That begin at one of these instances, by short id or ARN.")
    public List<@NonNull String> instanceIds;

    static AttackPathFilter toFilter(@Nullable AttackPathFilterInput input, @Nullable Instant at) {
        return input == null
                ? new AttackPathFilter(null, null, null, null, at)
                : new AttackPathFilter(
                        input.accountIds,
                        input.regions,
                        input.severityAtLeast == null ? null : input.severityAtLeast.rank(),
                        input.instanceIds,
                        at);
    }
}
