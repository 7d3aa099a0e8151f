package io.muster.rule;

import io.muster.estate.EncryptionKeys;
import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.KmsKey;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** Whether what a KMS key encrypts can be read with it, for the rules about volumes and about snapshots. */
public final class KeyUse {

    /**
     * The states in which a key decrypts nothing.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key states</a>
     */
    private static final Set<String> UNUSABLE =
            Set.of("Disabled", "PendingDeletion", "PendingReplicaDeletion", "PendingImport", "Unavailable");

    private final Baseline baseline;
    private final Severity usual;

    public KeyUse(Baseline baseline, Severity usual) {
        this.baseline = baseline;
        this.usual = usual;
    }

    /**
     * The verdict on what the key encrypts.
     *
     * @param subject   how the message names it, for example {@code the volume}
     * @param encrypted null where AWS does not say
     */
    public Verdict judge(
            Resource<?> resource,
            String subject,
            @Nullable Boolean encrypted,
            @Nullable String keyName,
            Estate estate) {
        if (encrypted == null) {
            return Verdict.unknown("AWS does not say whether " + subject + " is encrypted");
        }
        if (!encrypted) {
            return Verdict.notApplicable();
        }
        if (keyName == null) {
            return Verdict.unknown("AWS does not name the key of " + subject);
        }
        if (EncryptionKeys.foreign(keyName, estate)) {
            return Verdict.unknown("the key " + keyName + " belongs to another account");
        }
        return EncryptionKeys.find(keyName, estate)
                .filter(key -> key.attributes().keyState() != null)
                .map(key -> judge(resource, subject, key, estate.asOf()))
                .orElseGet(() -> Verdict.unknown("the state of the key " + keyName + " is not known"));
    }

    private Verdict judge(Resource<?> resource, String subject, Resource<KmsKey> found, Instant now) {
        KmsKey key = found.attributes();
        if (!UNUSABLE.contains(key.keyState())) {
            return Verdict.pass();
        }
        boolean soon = key.deletionDate() != null
                && Duration.between(now, key.deletionDate()).compareTo(baseline.keyDeletionNear()) < 0;
        return Verdict.fail(
                soon ? Severity.CRITICAL : usual,
                "The key of " + subject + " cannot be used: it is " + key.keyState()
                        + (key.deletionDate() == null ? "." : ", to be deleted on " + key.deletionDate() + "."),
                Evidence.of("resourceId", resource.resourceId())
                        .and("kmsKey", found.arn())
                        .and("keyState", key.keyState())
                        .and("deletionDate", Objects.toString(key.deletionDate(), null))
                        .facts());
    }
}
