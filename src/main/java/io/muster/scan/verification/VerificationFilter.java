package io.muster.scan.verification;

import jakarta.annotation.Nullable;
import java.util.List;

/** Which verifications are meant. A component that is null does not narrow it. */
public record VerificationFilter(
        @Nullable List<String> accountIds,
        @Nullable List<String> roleArns,
        @Nullable List<VerificationOutcome> outcomes) {

    public static final VerificationFilter NONE = new VerificationFilter(null, null, null);
}
