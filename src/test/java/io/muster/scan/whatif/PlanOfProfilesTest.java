package io.muster.scan.whatif;

import static io.muster.scan.whatif.PlanCase.change;
import static io.muster.scan.whatif.PlanCase.configured;
import static io.muster.scan.whatif.PlanCase.created;
import static io.muster.scan.whatif.PlanCase.deleted;
import static io.muster.scan.whatif.PlanCase.plan;
import static io.muster.scan.whatif.PlanCase.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.estate.InstanceRoles;
import io.muster.estate.NotRead;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.NetworkInterface;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instance profiles, and the groups of interfaces, in the plans that people make. */
class PlanOfProfilesTest {

    private static final String PROFILE = "aws_iam_instance_profile.p";
    private static final String EXISTING = "{'name': 'p-1', 'role': 'r-1'}";

    private static String roleOfFirst(PlanCase made) {
        Instance instance =
                made.after().find(Instance.class, "i-1").orElseThrow().attributes();
        return InstanceRoles.of(made.after())
                .roleOf(instance)
                .map(role -> role.resourceId())
                .orElse("none");
    }

    @Test
    void anotherRoleIsThatOfAllInstances() {
        assertThat(roleOfFirst(PlanCase.of(plan(updated(PROFILE, EXISTING, "{'name': 'p-1', 'role': 'r-2'}")))))
                .isEqualTo("r-2");
        assertThat(roleOfFirst(PlanCase.of(plan(updated(PROFILE, EXISTING, "{'name': 'p-1'}")))))
                .isEqualTo("none");
    }

    @Test
    void aRoleThatIsNotKnownIsUnknown() {
        PlanCase made = PlanCase.of(plan(change(PROFILE, "'update'", EXISTING, "{'name': 'p-1'}", "{'role': true}")));

        assertThatThrownBy(() -> made.after().find(InstanceProfile.class, "p-1"))
                .isInstanceOf(NotRead.class);
    }

    /** Terraform lists the profile before the role. */
    @Test
    void anInstanceGetsAProfileThatThePlanMakes() {
        PlanCase made = PlanCase.of(plan(
                List.of(
                        configured(PROFILE, "role", "aws_iam_role.new.name"),
                        configured("aws_instance.i", "iam_instance_profile", PROFILE + ".name")),
                created(PROFILE, "{'name': 'new', 'path': '/'}", "{'id': true, 'role': true}"),
                created(
                        "aws_iam_role.new",
                        "{'name': 'made', 'assume_role_policy': '{\\\"Statement\\\": []}'}",
                        "{'id': true}"),
                change(
                        "aws_instance.i",
                        "'update'",
                        "{'id': 'i-1', 'iam_instance_profile': 'p-1'}",
                        "{'id': 'i-1'}",
                        "{'iam_instance_profile': true}")));

        assertThat(roleOfFirst(made)).isEqualTo("made");
        assertThat(made.ignored()).isEmpty();
    }

    @Test
    void whatBecomesOfAProfileIsToldWhereItIsNotJudged() {
        PlanCase made = PlanCase.of(plan(
                deleted(PROFILE, EXISTING),
                change(
                        "aws_iam_instance_profile.q",
                        "'delete', 'create'",
                        "{'name': 'p-2', 'path': '/'}",
                        "{'name': 'p-2', 'path': '/a/'}",
                        "{'id': true}"),
                created("aws_iam_instance_profile.r", "{'name': 'p-1'}", "{'id': true}")));

        assertThat(made.ignored())
                .containsExactly(
                        PROFILE + ": the deletion of an instance profile is not judged",
                        "aws_iam_instance_profile.q: that an instance profile takes the place of one of its name is not judged",
                        "aws_iam_instance_profile.r: there is an instance profile of the name p-1 already");
    }

    @Test
    void aGroupIsAddedToThoseOfAnInterface() {
        String attachment = "aws_network_interface_sg_attachment.a";
        String second = "{'network_interface_id': 'eni-1', 'security_group_id': 'sg-2'}";
        String first = "{'network_interface_id': 'eni-1', 'security_group_id': 'sg-1'}";

        assertThat(groups(PlanCase.of(plan(created(attachment, second, "{'id': true}")))))
                .containsExactly("sg-1", "sg-2");
        assertThat(groups(PlanCase.of(plan(
                        created(attachment, second, "{'id': true}"),
                        change(attachment + "b", "'delete'", second, "null", "{}")))))
                .containsExactly("sg-1", "sg-2");
        assertThat(groups(PlanCase.of(plan(
                        List.of(configured(attachment, "security_group_id", "aws_security_group.new.id")),
                        created("aws_security_group.new", "{'name': 'new', 'vpc_id': 'vpc-1'}", "{'id': true}"),
                        created(attachment, "{'network_interface_id': 'eni-1'}", "{'security_group_id': true}")))))
                .containsExactly("sg-1", "sg-planned-aws_security_group.new");
        assertThat(PlanCase.of(plan(deleted(attachment, first))).ignored())
                .containsExactly(attachment + ": an interface has one security group or more");
        assertThat(PlanCase.of(plan(
                                created(attachment, "{'security_group_id': 'sg-2'}", "{'network_interface_id': true}")))
                        .unknown())
                .containsExactly(attachment + ": network_interface_id is known after apply");
    }

    private static List<String> groups(PlanCase made) {
        return made.after()
                .find(NetworkInterface.class, "eni-1")
                .orElseThrow()
                .attributes()
                .securityGroupIds();
    }
}
