package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.estate.Workloads;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Members of one Auto Scaling group, stack or cluster count once; in two VPCs they count as two workloads. */
@Singleton
class RoleShared extends RoleInUse {

    RoleShared() {
        super(new RuleMetadata(
                "iam-instance-role-shared",
                "Role is shared by instances of different workloads",
                Severity.LOW,
                Area.IAM,
                ResourceKind.ROLE,
                "A role that several workloads share has the rights of all of them on each: a public instance that is taken"
                        + " over acts for the internal ones. Workloads are told apart by their VPC, cluster, Auto Scaling"
                        + " group, stack or Name tag.",
                "Make a role and an instance profile for each workload, with its rights alone, and exchange them: aws ec2"
                        + " replace-iam-instance-profile-association --association-id ID --iam-instance-profile Name=NAME.",
                List.of(
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html",
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"),
                List.of()));
    }

    @Override
    public String version() {
        return "8";
    }

    @Override
    public Set<ResourceKind> consults() {
        return EnumSet.of(ResourceKind.INSTANCE, ResourceKind.KMS_KEY);
    }

    @Override
    Verdict judge(Resource<Role> role, List<Resource<Instance>> instances, Estate estate) {
        List<String> workloads =
                instances.stream().map(RoleShared::workload).distinct().sorted().toList();
        if (workloads.size() < 2) {
            return estate.knows(ResourceKind.INSTANCE)
                    ? Verdict.pass()
                    : Verdict.unknown("not known: " + estate.missing(ResourceKind.INSTANCE));
        }
        long exposed = instances.stream()
                .filter(instance -> instance.attributes().publicIp() != null)
                .count();
        boolean grave = exposed > 0 && privileged(role, estate);
        return Verdict.fail(
                grave ? Severity.MEDIUM : metadata().severity(),
                workloads.size() + " workloads share the role"
                        + (grave
                                ? ", which is a privileged one, and some of their instances have public addresses."
                                : "."),
                with(
                        instances,
                        Evidence.of(
                                        "workloads",
                                        workloads.stream().limit(Evidence.MOST).toList())
                                .and("publicInstances", exposed)));
    }

    /** Known for certain, for it only adds to the severity. */
    private static boolean privileged(Resource<Role> role, Estate estate) {
        RolePrivileges privileges = RolePrivileges.of(role, estate);
        return privileges.administrator() == Certainty.YES || privileges.readsAllData() == Certainty.YES;
    }

    private static String workload(Resource<Instance> instance) {
        String vpc = instance.attributes().vpcId();
        return Workloads.of(instance) + (vpc == null ? "" : " in " + vpc);
    }
}
