package io.muster.rule.storage;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Weighs less where the region is known to hold neither instances nor volumes. */
@Singleton
class EbsDefaultEncryption extends RecordRule<RegionSettings> {

    EbsDefaultEncryption() {
        super(
                new RuleMetadata(
                        "ebs-default-encryption-off",
                        "EBS encryption by default is off",
                        Severity.MEDIUM,
                        Area.STORAGE,
                        ResourceKind.REGION_SETTINGS,
                        "Without the default, every volume and every copy of a snapshot is encrypted only where the request"
                                + " asks for it. The default is set per region and applies to new ones alone.",
                        "Turn it on with enable-ebs-encryption-by-default in each region.",
                        List.of(
                                "https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-7"),
                        List.of(
                                Control.fsbp("EC2.7"),
                                Control.cis("3.0", "2.2.1"),
                                Control.cis("4.0", "5.1.1"),
                                Control.cis("5.0", "5.1.1"),
                                Control.cis("6.0", "6.1.1"),
                                Control.cis("7.0", "6.1.1"),
                                Control.prowler("ec2_ebs_default_encryption"))),
                RegionSettings.class);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.INSTANCE, ResourceKind.VOLUME);
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        Boolean byDefault = resource.attributes().ebsEncryptionByDefault();
        if (byDefault == null) {
            return Verdict.unknown("whether EBS encrypts by default could not be read");
        }
        return byDefault ? Verdict.pass() : off(unused(estate));
    }

    private Verdict off(boolean unused) {
        return Verdict.fail(
                unused ? Severity.LOW : metadata().severity(),
                "New EBS volumes in this region are not encrypted unless their maker asks for it"
                        + (unused ? "; the region holds no instances or volumes now." : "."),
                Evidence.of("ebsEncryptionByDefault", false)
                        .and("regionUnused", unused)
                        .facts());
    }

    private static boolean unused(Estate estate) {
        return empty(estate, ResourceKind.INSTANCE) && empty(estate, ResourceKind.VOLUME);
    }

    private static boolean empty(Estate estate, ResourceKind kind) {
        return estate.knows(kind) && estate.all(kind).isEmpty();
    }
}
