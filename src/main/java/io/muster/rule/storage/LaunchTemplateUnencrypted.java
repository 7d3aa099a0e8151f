package io.muster.rule.storage;

import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Judges only versions in use, and no template that an AWS service manages. A template without devices launches those of its
 * image.
 */
@Singleton
class LaunchTemplateUnencrypted extends UnencryptedLaunch<LaunchTemplate> {

    LaunchTemplateUnencrypted() {
        super(
                new RuleMetadata(
                        "ebs-launch-template-unencrypted",
                        "Launch template makes volumes that are not encrypted",
                        Severity.MEDIUM,
                        Area.STORAGE,
                        ResourceKind.LAUNCH_TEMPLATE,
                        RATIONALE,
                        "Turn on encryption by default, which overrides the template: aws ec2"
                                + " enable-ebs-encryption-by-default in each region. Or make a version with Encrypted=true for"
                                + " each device, and let groups and fleets launch by it.",
                        List.of(
                                BY_DEFAULT,
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-181"),
                        List.of(Control.fsbp("EC2.181"))),
                LaunchTemplate.class);
    }

    @Override
    public String version() {
        return "4";
    }

    @Override
    boolean spared(LaunchTemplate template) {
        return template.operatorManaged();
    }

    @Override
    @Nullable
    List<Launch> launches(LaunchTemplate template) {
        return template.versions() == null || template.versions().isEmpty()
                ? null
                : template.versions().stream()
                        .map(version -> new Launch(version.version(), version.imageId(), version.blockDevices()))
                        .toList();
    }
}
