package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** By the policy's ARN, which is the same in every account but for the partition. */
@Singleton
class RoleLegacySsmPolicy extends RoleInUse {

    private static final String POLICY = "policy/service-role/AmazonEC2RoleforSSM";

    RoleLegacySsmPolicy() {
        super(new RuleMetadata(
                "iam-instance-role-legacy-ssm-policy",
                "Role of an instance has the old policy for Systems Manager",
                Severity.MEDIUM,
                Area.IAM,
                ResourceKind.ROLE,
                "AmazonEC2RoleforSSM is deprecated. It reads and writes every S3 bucket and reads every parameter, which the"
                        + " agent does not need.",
                "Exchange it: aws iam attach-role-policy --role-name NAME --policy-arn"
                        + " arn:PARTITION:iam::aws:policy/AmazonSSMManagedInstanceCore, where PARTITION is aws, aws-cn or aws-us-gov, then aws iam detach-role-policy with the"
                        + " ARN that the evidence names. With Default Host Management no policy is needed.",
                List.of(
                        "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html",
                        "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEC2RoleforSSM.html"),
                List.of()));
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    Verdict judge(Resource<Role> role, List<Resource<Instance>> instances, Estate estate) {
        return role.attributes().attachedPolicies().stream()
                .filter(AttachedPolicy::awsManaged)
                .map(AttachedPolicy::arn)
                .filter(arn -> arn != null && arn.endsWith(POLICY))
                .findFirst()
                .<Verdict>map(arn -> fail(
                        "The role has the deprecated policy AmazonEC2RoleforSSM.",
                        with(instances, Evidence.of("policyArn", arn))))
                .orElseGet(Verdict::pass);
    }
}
