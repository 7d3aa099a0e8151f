package io.muster.scan;

import io.muster.inventory.kind.Described;
import java.util.Arrays;
import java.util.Locale;

/**
 * The policy that denies an operation, as AWS's message names it: see the IAM User Guide, "Troubleshoot access denied error
 * messages".
 */
@Described("The policy that denies an operation, as AWS's message names it.")
public enum DenialCause {
    @Described("No policy of Muster's role allows it: a statement closes the gap.")
    NO_STATEMENT,
    @Described(
            "A policy of the role, or of Muster's own identity where the role could not be assumed, denies it in so many words, which a"
                    + " statement that allows it does not lift.")
    EXPLICIT_DENY,
    @Described("A service control policy of the organization denies it, or allows it nowhere.")
    SERVICE_CONTROL_POLICY("service control policy"),
    @Described("A resource control policy of the organization denies it, or allows it nowhere.")
    RESOURCE_CONTROL_POLICY("resource control policy"),
    @Described(
            "The permissions boundary of the role, or of Muster's own identity where the role could not be assumed, denies it, or does not"
                    + " allow it.")
    PERMISSIONS_BOUNDARY("permissions boundary"),
    @Described("A policy of the session denies it, or does not allow it.")
    SESSION_POLICY("session policy"),
    @Described("The policy of the VPC endpoint on the way to AWS denies it, or does not allow it.")
    ENDPOINT_POLICY("vpc endpoint policy"),
    @Described("The policy of the resource itself, that of a KMS key for example, denies it, or does not allow it.")
    RESOURCE_POLICY("resource-based policy"),
    @Described(
            "The role cannot be assumed: its trust policy, or the policies of Muster's own identity, do not allow it.")
    TRUST_POLICY("trust policy"),
    @Described("AWS's message names no policy: a statement closes the gap, unless another policy denies the operation.")
    NOT_TOLD;

    private final String words;

    DenialCause() {
        this("");
    }

    DenialCause(String words) {
        this.words = words;
    }

    /** The cause that the message of a denial names. */
    static DenialCause of(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(cause -> !cause.words.isEmpty() && text.contains(cause.words))
                .findFirst()
                .orElseGet(() -> ofIdentity(text));
    }

    private static DenialCause ofIdentity(String text) {
        if (text.contains("explicit deny")) {
            return EXPLICIT_DENY;
        }
        return text.contains("no identity-based policy allows") ? NO_STATEMENT : NOT_TOLD;
    }

    /** Whether a statement that allows the operation may close the gap. */
    boolean mendedByStatement() {
        return this == NO_STATEMENT || this == NOT_TOLD;
    }
}
