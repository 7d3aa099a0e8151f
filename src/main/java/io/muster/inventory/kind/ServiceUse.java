package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.time.Instant;

/** See the IAM API's {@code GetServiceLastAccessedDetails}. */
@Described("A service that was called with a role.")
@IdentifiedBy("service")
public record ServiceUse(
        @Described("The prefix of its IAM actions, for example s3.")
        String service,

        @Described("When it was last called; a new time alone makes no version.") @Nullable @Unhashed(Flicker.USE)
        Instant lastUsedAt) {}
