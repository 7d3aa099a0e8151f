package io.muster.graphql;

import io.muster.scan.verification.VerificationFilter;
import io.muster.scan.verification.VerificationOutcome;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@RegisterForReflection
@Name("VerificationFilter")
@Description("Which verifications are meant. Fields are ANDed, the entries of a list are ORed.")
public class VerificationFilterInput {

    @Description("About roles of one of these accounts.")
    public List<@NonNull String> accountIds;

    @Description("About one of these roles.")
    public List<@NonNull String> roleArns;

    @Description("With one of these outcomes.")
    public List<@NonNull VerificationOutcome> outcomes;

    static VerificationFilter toFilter(VerificationFilterInput input) {
        return input == null
                ? VerificationFilter.NONE
                : new VerificationFilter(input.accountIds, input.roleArns, input.outcomes);
    }
}
