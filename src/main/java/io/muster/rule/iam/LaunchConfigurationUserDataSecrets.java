package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LaunchConfiguration;
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

/** Configurations that no auto scaling group uses count: they can be read as well. */
@Singleton
class LaunchConfigurationUserDataSecrets extends RecordRule<LaunchConfiguration> {

    LaunchConfigurationUserDataSecrets() {
        super(
                new RuleMetadata(
                        "autoscaling-launch-configuration-user-data-secrets",
                        "Secrets in the user data of a launch configuration",
                        Severity.HIGH,
                        Area.IAM,
                        ResourceKind.LAUNCH_CONFIGURATION,
                        UserDataSecrets.RATIONALE,
                        UserDataSecrets.REMEDIATION
                                + "A launch configuration cannot be changed: move the group to a launch template, and delete the"
                                + " configuration.",
                        List.of(
                                UserDataSecrets.GUIDE,
                                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/migrate-to-launch-templates.html"),
                        List.of(Control.prowler("autoscaling_find_secrets_ec2_launch_configuration"))),
                LaunchConfiguration.class);
    }

    @Override
    public Verdict judge(Resource<LaunchConfiguration> resource, Estate estate) {
        return UserDataSecrets.judge(
                metadata().severity(),
                "launch configuration",
                List.of(new Named(null, resource.attributes().userData())));
    }
}
