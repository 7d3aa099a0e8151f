package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import io.muster.rule.iam.UserDataSecrets.Named;
import jakarta.inject.Singleton;
import java.util.List;

/** UNKNOWN while Muster does not look the user data of instances up, which takes one request for each of them. */
@Singleton
class InstanceUserDataSecrets extends InstanceRule {

    InstanceUserDataSecrets() {
        super(new RuleMetadata(
                "ec2-user-data-secrets",
                "Secrets in the user data of an instance",
                Severity.HIGH,
                Area.IAM,
                ResourceKind.INSTANCE,
                UserDataSecrets.RATIONALE,
                UserDataSecrets.REMEDIATION
                        + "User data can be changed while the instance is stopped (aws ec2 modify-instance-attribute"
                        + " --instance-id ID --user-data Value=BASE64).",
                List.of(UserDataSecrets.GUIDE),
                List.of(Control.prowler("ec2_instance_secrets_user_data"))));
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        return instance.userData() == null
                ? Verdict.unknown(
                        "the user data was not looked up or could not be read: see muster.collect.instance-user-data")
                : UserDataSecrets.judge(
                        metadata().severity(), "instance", List.of(new Named(null, instance.userData())));
    }
}
