package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/** See the EC2 API's {@code DescribeKeyPairs}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.KEY_PAIR, plural = "keyPairs", description = "The public half of an SSH key pair.")
public record KeyPair(
        @Described("The key pair's name, which instances refer to.") @Nullable
        String keyName,

        @Described("rsa or ed25519.") @Nullable @Dimension String keyType,
        @Described("AWS's fingerprint of it.") @Nullable String fingerprint,

        @Described("When it was made or imported.") @Nullable
        Instant createTime) {}
