package io.muster.estate.privilege;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Optional;

/**
 * A way from a role to more rights.
 *
 * @param name          as it is published
 * @param target        the ARN of what it leads to, a pattern where any such will do
 * @param administrator whether the target is an administrator of its account, at once or over further steps
 * @param certainty     POSSIBLE where it hangs on what is not known
 * @param next          the role that is taken over; empty where the way ends
 * @param host          the ARN of the instance that it leads over; null where none is needed
 * @param grants        the statements that allow its actions
 */
public record Escalation(
        String name,
        List<String> actions,
        String reference,
        String target,
        boolean administrator,
        Certainty certainty,
        String next,
        @Nullable String host,
        List<Statement> grants) {

    /** The account of the role that is taken over, where that is not this one. */
    public Optional<String> accountBeyond(String account) {
        return next.isEmpty() ? Optional.empty() : Optional.of(accountOf(next)).filter(id -> !id.equals(account));
    }

    /** The account of the resource of the ARN. */
    public static String accountOf(String arn) {
        return arn.split(":", 6)[4];
    }

    /** Whether it is as certain as that, or more. */
    boolean isAtLeast(Certainty least) {
        return certainty.compareTo(least) >= 0;
    }

    Escalation leading(boolean toAdministrator) {
        return new Escalation(name, actions, reference, target, toAdministrator, certainty, next, host, grants);
    }

    /** As certain as before, and as that. */
    Escalation limitedTo(Certainty most) {
        return new Escalation(name, actions, reference, target, administrator, certainty.and(most), next, host, grants);
    }
}
