package io.muster.inventory.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the KMS API's {@code ListKeys}, {@code DescribeKey}, {@code GetKeyPolicy}, {@code ListGrants}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.KMS_KEY,
        plural = "kmsKeys",
        description =
                "A KMS key of this account, the customer's own or one that AWS manages. A fact is absent where the"
                        + " key's policy did not let it be read.")
@Related(
        field = "volumes",
        to = ResourceKind.VOLUME,
        path = @Related.Step(value = Relation.ENCRYPTED_WITH, incoming = true),
        filter = "encryptsVolumes")
@Related(
        field = "snapshots",
        to = ResourceKind.SNAPSHOT,
        path = @Related.Step(value = Relation.ENCRYPTED_WITH, incoming = true),
        filter = "encryptsSnapshots")
public record KmsKey(
        @Described(
                "Creating, Enabled, Disabled, PendingDeletion, PendingImport, PendingReplicaDeletion, Unavailable or Updating.")
        @Nullable
        @Filterable("keyStates")
        String keyState,

        @Described("CUSTOMER or AWS.") @Nullable @Filterable("keyManagers")
        String keyManager,

        @Described("ENCRYPT_DECRYPT, SIGN_VERIFY, GENERATE_VERIFY_MAC or KEY_AGREEMENT.") @Nullable
        String keyUsage,

        @Described("For example SYMMETRIC_DEFAULT.") @Nullable
        String keySpec,

        @Described("Where its material comes from: AWS_KMS, EXTERNAL, AWS_CLOUDHSM or EXTERNAL_KEY_STORE.") @Nullable
        String origin,

        @Described("Whether it is a multi-Region key.") @Nullable
        Boolean multiRegion,

        @Described("When it is to be deleted.") @Nullable Instant deletionDate,

        @Described("The key's description, as its author wrote it.") @Nullable
        String description,

        @Described("The policy of the key; its text, where that is no JSON object.") @Nullable
        JsonNode policy,

        @Described("Whether AWS makes new material for it by schedule; absent for keys that cannot be rotated so.")
        @Nullable
        @Filterable(value = "rotationEnabled", match = Filterable.Match.EQUALS)
        Boolean rotationEnabled,

        @Described("The days between two rotations.") @Nullable
        Integer rotationPeriodInDays,

        @Described("The key's grants: rights beside the policy.") @Nullable
        List<KeyGrant> grants,

        @Described("When it was made.") @Nullable Instant creationDate,

        @Described(
                "When AWS was asked last for its state, policy, rotation, grants and tags; absent where one of them could not be"
                        + " read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt(
                value = {
                    "keyState",
                    "keyManager",
                    "keyUsage",
                    "keySpec",
                    "origin",
                    "multiRegion",
                    "deletionDate",
                    "description",
                    "policy",
                    "rotationEnabled",
                    "rotationPeriodInDays",
                    "grants",
                    "creationDate"
                },
                tags = true)
        Instant policyCheckedAt) {}
