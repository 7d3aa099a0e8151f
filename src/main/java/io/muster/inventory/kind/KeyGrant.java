package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** A grant of a KMS key. */
@Described("One grant of a KMS key.")
public record KeyGrant(
        @Described("The grant's id.") String grantId,

        @Described("Whom it gives rights: an ARN, an account or an AWS service.") @Nullable
        String granteePrincipal,

        @Described("The principal that may retire it.") @Nullable
        String retiringPrincipal,

        @Described("The account that made it.") @Nullable String issuingAccount,

        @Described("The operations that it allows, for example Decrypt or CreateGrant.")
        List<String> operations,

        @Described("Whether it holds for one encryption context alone.")
        boolean constrained) {}
