package io.muster.graphql;

import io.muster.scan.PermissionVerdict;
import io.muster.scan.verification.Verification;
import io.muster.scan.verification.VerificationOutcome;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Verification")
@Description("An answer of Muster beside that of AWS to the same question.")
public record VerificationType(
        @NonNull @Id @Description("Its id, over REST as well.")
        String id,

        @NonNull @Description("The role's account.") String accountId,
        @NonNull @Description("The role.") String roleArn,
        @NonNull @Description("The action.") String action,
        @NonNull @Description("The resource's ARN, or *.") String resource,

        @NonNull @Description("Whether AWS says the same.") VerificationOutcome outcome,

        @NonNull @Description("Muster's answer, as `can` gives it.")
        PermissionVerdict verdict,

        @NonNull
        @Description(
                "Muster's answer by the policies alone that AWS's simulator reads: those of the role, its boundary and the"
                        + " service control policies. It is compared.")
        PermissionVerdict comparedVerdict,

        @Description("AWS's answer, as AWS spells it; null without one.")
        String decision,

        @Description("How the answers differ, why they cannot be compared, or why AWS did not answer.")
        String reason,

        @Description("AWS's error code, or a constant of Muster's; null unless it failed.")
        String errorCode,

        @NonNull @Description("The statements and reasons of both answers.")
        Json evidence,

        @NonNull @Description("The caller who asked.") String requestedBy,
        @NonNull @Description("When it was asked.") Instant askedAt,
        @Description("When AWS's answer was stored.") Instant answeredAt) {

    static VerificationType of(Verification one) {
        return new VerificationType(
                one.id(),
                one.accountId(),
                one.roleArn(),
                one.action(),
                one.resource(),
                one.outcome(),
                one.verdict(),
                one.compared(),
                one.decision(),
                one.reason(),
                one.errorCode(),
                Json.of(one.evidence()),
                one.requestedBy(),
                one.askedAt(),
                one.answeredAt());
    }
}
