package io.muster.rule.backup;

import io.muster.estate.EncryptionKeys;
import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.KmsKey;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.rule.PrincipalName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** With whom snapshots and images are shared, and whether the others can use them. */
final class Shares {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private Shares() {}

    /** Whether the share names an account, and not a party such as {@code aws-marketplace}. */
    static boolean isAccount(String share) {
        return ACCOUNT.matcher(share).matches();
    }

    /** The id of the organization that an ARN of an organization or of a unit of it holds. */
    static Optional<String> organization(String share) {
        return PrincipalName.organization(share);
    }

    /** Whether one of the accounts can use the snapshot's key: {@code yes}, {@code no} or {@code unknown}. */
    static String usable(Snapshot snapshot, List<String> accounts, Estate estate) {
        if (snapshot.encrypted() == null) {
            return "unknown";
        }
        if (!snapshot.encrypted()) {
            return "yes";
        }
        return Optional.ofNullable(snapshot.kmsKeyId())
                .filter(key -> estate.knows(ResourceKind.KMS_KEY) && !EncryptionKeys.foreign(key, estate))
                .flatMap(key -> EncryptionKeys.find(key, estate))
                .map(key -> usable(key, accounts))
                .orElse("unknown");
    }

    private static String usable(Resource<KmsKey> key, List<String> accounts) {
        return switch (KeyShare.decrypts(key, accounts)) {
            case YES -> "yes";
            case NO -> "no";
            case POSSIBLE -> "unknown";
        };
    }
}
