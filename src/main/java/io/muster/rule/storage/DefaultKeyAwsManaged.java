package io.muster.rule.storage;

import io.muster.estate.EncryptionKeys;
import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Also where encryption by default is off: the key is the one for volumes that are encrypted without naming another. */
@Singleton
class DefaultKeyAwsManaged extends RecordRule<RegionSettings> {

    DefaultKeyAwsManaged() {
        super(
                new RuleMetadata(
                        "ebs-default-key-aws-managed",
                        "Default key of EBS is managed by AWS",
                        Severity.LOW,
                        Area.STORAGE,
                        ResourceKind.REGION_SETTINGS,
                        "The policy of aws/ebs cannot be changed: everyone in the account who may use EBS may use the key, and"
                                + " use of it cannot be cut off in an incident. Snapshots under it cannot be shared, which is"
                                + " a safeguard as well: a matter of policy.",
                        "Make a key with a policy of your own and set it in each region: aws ec2 modify-ebs-default-kms-key-id"
                                + " --kms-key-id ARN, or aws_ebs_default_kms_key in Terraform. Volumes that exist keep"
                                + " their keys.",
                        List.of(
                                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
                                "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html"),
                        List.of()),
                RegionSettings.class);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.KMS_KEY);
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        String key = resource.attributes().ebsDefaultKmsKeyId();
        if (key == null) {
            return Verdict.unknown("the default key of EBS could not be read");
        }
        return switch (EncryptionKeys.manager(key, estate)) {
            case CUSTOMER -> Verdict.pass();
            case UNKNOWN -> Verdict.unknown("who manages the key " + key + " is not known");
            case AWS ->
                fail(
                        "New encrypted volumes in this region get the key that AWS manages, unless they name another.",
                        Evidence.of("ebsDefaultKmsKeyId", key)
                                .and(
                                        "ebsEncryptionByDefault",
                                        resource.attributes().ebsEncryptionByDefault())
                                .facts());
        };
    }
}
