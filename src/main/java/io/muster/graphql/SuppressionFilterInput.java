package io.muster.graphql;

import io.muster.finding.exemption.ExemptionFilter;
import io.muster.finding.exemption.ExemptionState;
import io.muster.finding.exemption.ExemptionType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@RegisterForReflection
@Name("SuppressionFilter")
@Description("Which exemptions are meant. Fields are ANDed, the entries of a list are ORed.")
public class SuppressionFilterInput {

    @Description("One of these exemptions.")
    @Id
    public List<@NonNull String> ids;

    @Description("Of one of these types.")
    public List<@NonNull ExemptionType> types;

    @Description("In one of these states.")
    public List<@NonNull ExemptionState> states;

    @Description("That name one of these rules.")
    public List<@NonNull String> ruleIds;

    @Description("That name one of these accounts.")
    public List<@NonNull String> accountIds;

    @Description("Whether they are in force, and end within muster.exemptions.notice.")
    public Boolean endsSoon;

    static ExemptionFilter toFilter(SuppressionFilterInput input) {
        return input == null
                ? new ExemptionFilter(null, null, null, null, null, null)
                : new ExemptionFilter(
                        input.ids, input.types, input.states, input.ruleIds, input.accountIds, input.endsSoon);
    }
}
