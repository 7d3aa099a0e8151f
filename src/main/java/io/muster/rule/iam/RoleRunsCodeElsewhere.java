package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.RemoteRights;
import io.muster.estate.privilege.RemoteRights.Held;
import io.muster.estate.privilege.Statement;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rights that a condition or a tag limits to instances with this very role take an attacker no further. */
@Singleton
class RoleRunsCodeElsewhere extends RoleInUse {

    RoleRunsCodeElsewhere() {
        super(new RuleMetadata(
                "iam-instance-role-lateral-movement",
                "Role of an instance can run code on other instances",
                Severity.HIGH,
                Area.IAM,
                ResourceKind.ROLE,
                "An attacker on one instance controls the others, with the rights of their roles, and leaves no trace in the network."
                        + " A right that has to be allowed on several resources, as ssm:SendCommand on a document and an"
                        + " instance, counts where all are.",
                "Take the right from the role, or limit it by the tags of the instances: {\"StringEquals\":"
                        + " {\"aws:ResourceTag/app\": \"NAME\"}}. The agent of Systems Manager needs none of them.",
                List.of(
                        "https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html",
                        "https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html"),
                List.of(Control.prowler("iam_policy_allows_privilege_escalation"))));
    }

    @Override
    public Set<ResourceKind> consults() {
        return EnumSet.of(ResourceKind.INSTANCE, ResourceKind.ORGANIZATION_POLICY);
    }

    @Override
    public String version() {
        return "10";
    }

    @Override
    Verdict judge(Resource<Role> role, List<Resource<Instance>> instances, Estate estate) {
        List<Held> all = RemoteRights.of(role, estate);
        List<Held> certain =
                all.stream().filter(held -> held.certainty() == Certainty.YES).toList();
        if (certain.isEmpty()) {
            return all.isEmpty()
                    ? Verdict.pass()
                    : Verdict.unknown("possible, but not certain: " + all.get(0).name());
        }
        return fail(
                "The role can run code on other instances by "
                        + String.join(", ", certain.stream().map(Held::name).toList()) + ".",
                with(
                        instances,
                        Evidence.of(
                                        "ways",
                                        certain.stream()
                                                .map(RoleRunsCodeElsewhere::facts)
                                                .toList())
                                .and("morePrivileged", RemoteRights.morePrivileged(role, estate, Evidence.MOST))));
    }

    private static Map<String, Object> facts(Held held) {
        return Evidence.of("actions", held.name())
                .and("everyInstance", held.everywhere())
                .and("instances", held.instances())
                .and("statements", held.grants().stream().map(Statement::facts).toList())
                .facts();
    }
}
