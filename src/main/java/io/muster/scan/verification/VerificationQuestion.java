package io.muster.scan.verification;

import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.Texts;
import io.muster.scan.Permissions;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/** Whether a role may do an action to a resource. */
public record VerificationQuestion(String role, String action, String resource) {

    /** As AWS takes it, see the IAM API Reference, "SimulatePrincipalPolicy". */
    public static final int LONGEST = 2048;

    public static final int LONGEST_ROLE = 2048;

    /** Fails as a bad request that names every field at fault. */
    public static VerificationQuestion of(@Nullable String role, @Nullable String action, @Nullable String resource) {
        List<Violation> violations = new ArrayList<>();
        require("role", role, LONGEST_ROLE, violations);
        require("action", action, LONGEST, violations);
        require("resource", resource, LONGEST, violations);
        MusterException.refuse(violations);
        Permissions.check(action, resource);
        return new VerificationQuestion(role, action, resource);
    }

    private static void require(String field, @Nullable String value, int longest, List<Violation> violations) {
        if (value == null || value.isBlank()) {
            violations.add(new Violation(field, "is missing"));
        }
        Texts.checkLength(field, value, longest, violations);
    }

    /** The question with the role's ARN in place of its name. */
    VerificationQuestion of(String roleArn) {
        return new VerificationQuestion(roleArn, action, resource);
    }
}
