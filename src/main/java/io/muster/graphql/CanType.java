package io.muster.graphql;

import io.muster.estate.privilege.Decision;
import io.muster.estate.privilege.Statement;
import io.muster.scan.PermissionVerdict;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("PermissionAnswer")
@Description("Whether a role may do something, with the statements that say so.")
public record CanType(
        @NonNull @Description("Whether it may; UNKNOWN where an unknown fact decides.")
        PermissionVerdict verdict,

        @NonNull @Description("The statements that allow it, certainly or possibly.")
        List<@NonNull DecidingStatement> grants,

        @NonNull @Description("The statements that deny it, certainly or possibly.")
        List<@NonNull DecidingStatement> denials,

        @NonNull @Description("Other factors of the answer: limits of AWS, a boundary, policies that were not read.")
        List<@NonNull String> reasons) {

    @Name("DecidingStatement")
    @Description("A statement that speaks of the request.")
    public record DecidingStatement(
            @NonNull @Description("The policy's ARN, or the name of an inline policy.")
            String policy,

            @NonNull @Description("Its Sid, or its place in the policy, counted from 1.")
            String statement,

            @NonNull @Description("The actions that it names.")
            String actions,

            @NonNull @Description("The resources that it names.")
            String resources,

            @NonNull @Description("The keys that its conditions ask for.")
            List<@NonNull String> conditionKeys) {

        static DecidingStatement of(Statement statement) {
            return new DecidingStatement(
                    statement.policy(),
                    statement.position(),
                    statement.describeActions(),
                    statement.describeResources(),
                    statement.conditionKeys());
        }
    }

    static CanType of(Decision decision) {
        return new CanType(
                PermissionVerdict.of(decision.verdict()),
                decision.grants().stream().map(DecidingStatement::of).toList(),
                decision.denials().stream().map(DecidingStatement::of).toList(),
                decision.reasons());
    }
}
