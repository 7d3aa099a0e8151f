package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.aws.Pages;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.KeyGrant;
import io.muster.inventory.kind.KmsKey;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.Tag;

/**
 * The keys of the account and region, with their policies, rotation and grants. A key's own policy may refuse each look-up. The
 * listing has no more than a key's id: without an event, whether it is enabled or about to be deleted is as old as the other facts.
 */
@ApplicationScoped
class KmsKeyCollector extends DetailCollector<KeyListEntry, KmsKey> {

    private static final String GONE = "NotFoundException";
    private static final String ONLY_POLICY = "default";

    private static final Lookup<KeyMetadata, GetKeyRotationStatusResponse> ROTATION = Lookup.of(
                    AwsService.KMS,
                    "GetKeyRotationStatus",
                    KeyMetadata::arn,
                    (kms, id) -> kms.getKeyRotationStatus(r -> r.keyId(id)),
                    Function.<GetKeyRotationStatusResponse>identity())
            .gone(GONE)
            .onlyIf(
                    KmsKeyCollector::rotates,
                    GetKeyRotationStatusResponse.builder().build());

    /** Keys of AWS have no tags, and their policies, which nobody can change, refuse the question. */
    private static final Lookup<KeyMetadata, List<Tag>> TAGS = Lookup.list(
                    AwsService.KMS,
                    "ListResourceTags",
                    KmsKeyCollector::name,
                    (kms, id, token) ->
                            kms.listResourceTags(r -> r.keyId(id).limit(50).marker(token)),
                    page -> Pages.marker(page.truncated(), page.nextMarker()),
                    ListResourceTagsResponse::tags)
            .gone(GONE)
            .onlyIf(key -> key.keyManager() != KeyManagerType.AWS, List.of());

    private static final Lookup<KeyListEntry, Detail<KeyMetadata>> KEY = NestedLookup.one(
                    Lookup.of(
                                    AwsService.KMS,
                                    "DescribeKey",
                                    KeyListEntry::keyArn,
                                    (kms, id) -> kms.describeKey(r -> r.keyId(id)),
                                    DescribeKeyResponse::keyMetadata)
                            .gone(GONE),
                    List.of(ROTATION, TAGS))
            .rechecked();

    private static final Lookup<KeyListEntry, String> POLICY = Lookup.of(
                    AwsService.KMS,
                    "GetKeyPolicy",
                    KeyListEntry::keyArn,
                    (kms, id) -> kms.getKeyPolicy(r -> r.keyId(id).policyName(ONLY_POLICY)),
                    GetKeyPolicyResponse::policy)
            .gone(GONE)
            .rechecked();

    private static final Lookup<KeyListEntry, List<GrantListEntry>> GRANTS = Lookup.list(
                    AwsService.KMS,
                    "ListGrants",
                    KeyListEntry::keyArn,
                    (kms, id, token) ->
                            kms.listGrants(r -> r.keyId(id).limit(100).marker(token)),
                    page -> Pages.marker(page.truncated(), page.nextMarker()),
                    ListGrantsResponse::grants)
            .map(grants -> UnreadableItem.requireEach("the id of a grant", grants, GrantListEntry::grantId))
            .gone(GONE)
            .rechecked();

    KmsKeyCollector() {
        super(
                KmsKey.class,
                Listing.of(
                        AwsService.KMS,
                        "ListKeys",
                        (kms, token) -> kms.listKeys(r -> r.limit(1000).marker(token)),
                        page -> Pages.marker(page.truncated(), page.nextMarker()),
                        ListKeysResponse::keys),
                KeyListEntry::keyArn,
                List.of(KEY, POLICY, GRANTS));
    }

    /** The ARN; the id without one, which AWS does not promise. */
    private static String name(KeyMetadata key) {
        return key.arn() == null ? key.keyId() : key.arn();
    }

    /** KMS refuses the question for all others. */
    private static boolean rotates(KeyMetadata key) {
        return key.keyManager() == KeyManagerType.CUSTOMER
                && key.keySpec() == KeySpec.SYMMETRIC_DEFAULT
                && key.origin() == OriginType.AWS_KMS;
    }

    @Override
    Resource<KmsKey> resource(AwsScope aws, Detail<KeyListEntry> detail) {
        KeyListEntry listed = detail.item();
        Detail<KeyMetadata> described = detail.of(KEY);
        KeyMetadata key = described == null ? KeyMetadata.builder().build() : described.item();
        GetKeyRotationStatusResponse rotation = described == null ? null : described.of(ROTATION);
        Map<String, String> tags = Tags.of(described == null ? null : described.of(TAGS), Tag::tagKey, Tag::tagValue);
        KmsKey attributes = new KmsKey(
                key.keyStateAsString(),
                key.keyManagerAsString(),
                key.keyUsageAsString(),
                key.keySpecAsString(),
                key.originAsString(),
                key.multiRegion(),
                key.deletionDate(),
                key.description(),
                PolicyText.parseIfAny(detail.of(POLICY)),
                rotation == null ? null : rotation.keyRotationEnabled(),
                rotation == null ? null : rotation.rotationPeriodInDays(),
                grants(detail.of(GRANTS)),
                key.creationDate(),
                null);
        String arn = listed.keyArn();
        return aws.resource(arn, arn.substring(arn.lastIndexOf('/') + 1), Tags.name(tags), tags, attributes);
    }

    private static @Nullable List<KeyGrant> grants(@Nullable List<GrantListEntry> grants) {
        return grants == null
                ? null
                : grants.stream()
                        .map(KmsKeyCollector::grant)
                        .sorted(Comparator.comparing(KeyGrant::grantId))
                        .toList();
    }

    private static KeyGrant grant(GrantListEntry grant) {
        return new KeyGrant(
                grant.grantId(),
                grant.granteePrincipal() == null ? grant.granteeServicePrincipal() : grant.granteePrincipal(),
                grant.retiringPrincipal() == null ? grant.retiringServicePrincipal() : grant.retiringPrincipal(),
                grant.issuingAccount(),
                Canonical.strings(grant.operationsAsStrings().stream()),
                grant.constraints() != null);
    }
}
