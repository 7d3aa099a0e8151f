package io.muster.scan;

import io.muster.aws.AwsFailure;
import io.muster.collect.Collectors;
import io.muster.inventory.Documents;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes how gaps can be closed. The actions are those of the policies in deploy/aws, which are generated from the same
 * declarations: all of them only read.
 */
@ApplicationScoped
public class Remedies {

    private static final String TAG_SESSION = "sts:TagSession";
    private static final String NOT_PERMITTED = "OperationNotPermitted";
    private static final String NO_STATEMENT = "A statement would not help: ";

    private static final Pattern POLICY_ARN = Pattern.compile("policy: (arn:[\\w:/+=,.@-]*\\w)");

    private final Collectors collectors;
    private final Set<String> actions;
    private final Set<String> organizationActions;

    Remedies(Collectors collectors) {
        this.collectors = collectors;
        this.actions = collectors.actions();
        this.organizationActions = collectors.organizationActions();
    }

    /**
     * The way to close a gap.
     *
     * @param operation as IAM spells it
     * @param message   AWS's words
     */
    public Remedy of(String operation, String errorCode, String message) {
        if (operation.equals(LastingFailure.ASSUME_ROLE) && errorCode.startsWith("AccessDenied")) {
            return notAssumed(DenialCause.of(message), message);
        }
        if (operation.equals(LastingFailure.ASSUME_ROLE_BY_TOKEN) && errorCode.startsWith("AccessDenied")) {
            return new Remedy(
                    DenialCause.TRUST_POLICY, NO_STATEMENT + LastingFailure.OWN_IDENTITY.advice(), null, false);
        }
        if (!errorCode.equals(NOT_PERMITTED) && collectors.denied(operation, errorCode)) {
            return denied(operation, DenialCause.of(message), message);
        }
        return Remedy.other(
                errorCode.equals(AwsFailure.INTERNAL)
                        ? "The log of Muster tells the cause."
                        : NO_STATEMENT
                                + LastingFailure.of(operation, errorCode, message)
                                        .map(LastingFailure::advice)
                                        .orElse(
                                                "AWS did not refuse the right to the operation. The next scan tries again."));
    }

    /** A message that names no other policy than those of the two sides stands for the trust policy, or for a role that is not there. */
    private static Remedy notAssumed(DenialCause cause, String message) {
        String action = message.contains(TAG_SESSION) ? TAG_SESSION : LastingFailure.ASSUME_ROLE;
        String denied = action + named(message) + ".";
        return switch (cause) {
            case NO_STATEMENT, NOT_TOLD, RESOURCE_POLICY, TRUST_POLICY ->
                new Remedy(DenialCause.TRUST_POLICY, notAdmitted(message), null, false);
            case EXPLICIT_DENY ->
                elsewhere(cause, "a policy of Muster's own identity denies " + denied + " Take it out of the Deny.");
            case SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY ->
                elsewhere(
                        cause,
                        "a control policy of the organization denies " + denied
                                + " Its owner must except Muster's own identity.");
            case PERMISSIONS_BOUNDARY ->
                elsewhere(cause, "the permissions boundary of Muster's own identity must allow " + denied);
            case SESSION_POLICY -> elsewhere(cause, "the policy of Muster's own session must allow " + denied);
            case ENDPOINT_POLICY -> elsewhere(cause, "the policy of the VPC endpoint for STS must allow " + denied);
        };
    }

    private static Remedy elsewhere(DenialCause cause, String policy) {
        return new Remedy(cause, "A statement for the role would not help: " + policy, null, false);
    }

    private static String notAdmitted(String message) {
        return message.contains(TAG_SESSION)
                ? "A statement for the role would not help: the trust policy of the role and Muster's own identity must allow"
                        + " sts:TagSession as well, for the session that Muster runs in has tags that go along, as those of EKS"
                        + " Pod Identity."
                : "A statement for the role would not help: the role must exist, its trust policy must admit Muster's own"
                        + " identity with the external id of the account's registration, and Muster's own identity must be"
                        + " allowed sts:AssumeRole. An account that is suspended or closed admits nobody.";
    }

    private Remedy denied(String action, DenialCause cause, String message) {
        boolean organization = !actions.contains(action) && organizationActions.contains(action);
        String role = organization ? "the role that reads the organization" : "Muster's role in the account";
        String text = switch (cause) {
            case NO_STATEMENT -> "Allow " + action + " to " + role + ".";
            case NOT_TOLD ->
                "Allow " + action + " to " + role
                        + ". AWS does not tell which policy denies it: where the role allows it"
                        + " already, a control policy, a boundary or an explicit Deny does.";
            case EXPLICIT_DENY ->
                "A statement would not help: a policy of the role denies " + action + named(message)
                        + ". Take it out of the Deny.";
            case SERVICE_CONTROL_POLICY ->
                "A statement would not help: a control policy of the organization denies " + action + named(message)
                        + ". Its owner must except Muster's role. Where it denies all of the region, the account's regions can be"
                        + " named in its registration instead, without that one.";
            case RESOURCE_CONTROL_POLICY ->
                "A statement would not help: a control policy of the organization denies " + action + named(message)
                        + ". Its owner must except Muster's role.";
            case PERMISSIONS_BOUNDARY ->
                "A statement would not help: the permissions boundary of the role must allow " + action + named(message)
                        + ".";
            case SESSION_POLICY ->
                "A statement would not help: the policy of the session must allow " + action + named(message) + ".";
            case ENDPOINT_POLICY ->
                "A statement would not help: the policy of the VPC endpoint must allow " + action + named(message)
                        + ".";
            case RESOURCE_POLICY ->
                "A statement would not help: the policy of the resource must allow " + action + " to " + role + ".";
            case TRUST_POLICY ->
                "A statement would not help: the trust policy of the role must admit Muster's own identity.";
        };
        return new Remedy(cause, text, cause.mendedByStatement() ? action : null, organization);
    }

    /** Which policy it is, where AWS gives its ARN. */
    private static String named(String message) {
        Matcher arn = POLICY_ARN.matcher(message);
        return arn.find() ? " (" + arn.group(1) + ")" : "";
    }

    /** The statement of an IAM policy that allows the actions, as JSON; null where there are none. */
    public static @Nullable String statement(Collection<String> actions) {
        return actions.isEmpty()
                ? null
                : Documents.write(Map.of(
                        "Sid", "MusterReadsWhatWasDenied",
                        "Effect", "Allow",
                        "Action", new TreeSet<>(actions),
                        "Resource", "*"));
    }

    /** The statement that closes one gap; null where none does. */
    public static @Nullable String statement(Remedy remedy) {
        return remedy.action() == null ? null : statement(Set.of(remedy.action()));
    }
}
