package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import io.muster.rule.iam.UserDataSecrets.Named;
import jakarta.inject.Singleton;
import java.util.List;

/** Judges the versions in use, which alone are kept, and of no template that an AWS service keeps. */
@Singleton
class LaunchTemplateUserDataSecrets extends RecordRule<LaunchTemplate> {

    LaunchTemplateUserDataSecrets() {
        super(
                new RuleMetadata(
                        "ec2-launch-template-user-data-secrets",
                        "Secrets in the user data of a launch template",
                        Severity.HIGH,
                        Area.IAM,
                        ResourceKind.LAUNCH_TEMPLATE,
                        UserDataSecrets.RATIONALE,
                        UserDataSecrets.REMEDIATION
                                + "Make a version without it, and delete those with it (aws ec2"
                                + " delete-launch-template-versions): older ones can be read, too.",
                        List.of(UserDataSecrets.GUIDE),
                        List.of(Control.prowler("ec2_launch_template_no_secrets"))),
                LaunchTemplate.class);
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Verdict judge(Resource<LaunchTemplate> resource, Estate estate) {
        if (resource.attributes().operatorManaged()) {
            return Verdict.notApplicable();
        }
        List<LaunchTemplateVersion> versions = resource.attributes().versions();
        return versions == null || versions.isEmpty()
                ? Verdict.unknown("the versions of the launch template could not be read")
                : UserDataSecrets.judge(
                        metadata().severity(),
                        "launch template",
                        versions.stream()
                                .map(version -> new Named(version.version(), version.userData()))
                                .toList());
    }
}
