package io.muster.scan.whatif;

import static io.muster.scan.whatif.PlanCase.change;
import static io.muster.scan.whatif.PlanCase.configured;
import static io.muster.scan.whatif.PlanCase.created;
import static io.muster.scan.whatif.PlanCase.deleted;
import static io.muster.scan.whatif.PlanCase.plan;
import static io.muster.scan.whatif.PlanCase.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.estate.NotRead;
import io.muster.inventory.kind.PolicyDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resources that hold all of a sort: the attachments of a policy, the policies of a role. */
class PlanOfExclusivesTest {

    private static final String MANAGED = "arn:aws:iam::111122223333:policy/managed";
    private static final String ATTACHMENT = "aws_iam_policy_attachment.a";
    private static final String TO_BOTH = "{'name': 'a', 'policy_arn': '" + MANAGED + "', 'roles': ['r-1', 'r-2']}";
    private static final String TO_ONE = "{'name': 'a', 'policy_arn': '" + MANAGED + "', 'roles': ['r-1']}";
    private static final String POLICY =
            "'policy': '{\\\"Statement\\\": [{\\\"Effect\\\": \\\"Allow\\\", \\\"Action\\\": \\\"*\\\", \\\"Resource\\\": \\\"*\\\"}]}'";

    private static List<String> inline(PlanCase made, String role) {
        return made.role(role).inlinePolicies().stream()
                .map(PolicyDocument::name)
                .toList();
    }

    @Test
    void anAttachmentIsToAllOfItsRoles() {
        PlanCase attached = PlanCase.of(plan(created(ATTACHMENT, TO_BOTH, "{'id': true}")));

        assertThat(attached.attached("r-1")).containsExactly("policy/managed");
        assertThat(attached.attached("r-2")).containsExactly("policy/managed");
        assertThat(attached.ignored()).isEmpty();
    }

    @Test
    void aRoleThatAnAttachmentDoesNotNameAnyMoreLosesThePolicy() {
        String managed =
                created("aws_iam_role_policy_attachment.b", "{'role': 'r-2', 'policy_arn': '" + MANAGED + "'}", "{}");
        PlanCase moved = PlanCase.of(plan(
                updated(
                        "aws_iam_role.x",
                        "{'name': 'r-1', 'managed_policy_arns': []}",
                        "{'name': 'r-1', 'managed_policy_arns': ['" + MANAGED + "']}"),
                managed));
        PlanCase left = PlanCase.of(plan(updated(ATTACHMENT, TO_BOTH, TO_ONE)));
        PlanCase gone = PlanCase.of(plan(deleted(ATTACHMENT, TO_ONE)));

        assertThat(moved.attached("r-2")).containsExactly("policy/managed");
        // the model has no attachments today: that it takes them away is what is asked
        assertThat(left.ignored())
                .singleElement()
                .asString()
                .contains(ATTACHMENT)
                .contains("attached to r-2");
        assertThat(gone.ignored())
                .singleElement()
                .asString()
                .contains(ATTACHMENT)
                .contains("attached to r-1");
    }

    @Test
    void usersAndGroupsOfAnAttachmentAreTold() {
        PlanCase made = PlanCase.of(plan(
                created(ATTACHMENT, TO_ONE.replace("'name'", "'users': ['u'], 'name'"), "{}"),
                updated("aws_iam_policy_attachment.b", TO_ONE, TO_ONE.replace("'name'", "'groups': ['g'], 'name'"))));

        assertThat(made.attached("r-1")).containsExactly("policy/managed");
        assertThat(made.ignored())
                .containsExactly(
                        ATTACHMENT + ": the users and groups of an attachment are not judged",
                        "aws_iam_policy_attachment.b: the change of groups is not judged");
    }

    @Test
    void anAttachmentToARoleThatThePlanMakes() {
        String role = created(
                "aws_iam_role.new", "{'name': 'new', 'assume_role_policy': '{\\\"Statement\\\": []}'}", "{'id': true}");
        String attachment = created(
                ATTACHMENT,
                "{'name': 'a', 'policy_arn': '" + MANAGED + "', 'roles': [null]}",
                "{'id': true, 'roles': [true]}");

        assertThat(PlanCase.of(plan(
                                List.of(configured(ATTACHMENT, "roles", "aws_iam_role.new.name")), role, attachment))
                        .attached("new"))
                .containsExactly("policy/managed");
        assertThat(PlanCase.of(plan(role, attachment)).unknown())
                .containsExactly(ATTACHMENT + ": roles is known after apply");
    }

    @Test
    void aRoleKeepsTheInlinePoliciesThatAreNamed() {
        String made = created("aws_iam_role_policy.p", "{'role': 'r-1', 'name': 'new', " + POLICY + "}", "{}");
        String exclusive = "aws_iam_role_policies_exclusive.e";

        assertThat(inline(
                        PlanCase.of(
                                plan(created(exclusive, "{'role_name': 'r-1', 'policy_names': ['new']}", "{}"), made)),
                        "r-1"))
                .containsExactly("new");
        assertThat(inline(
                        PlanCase.of(plan(updated(
                                exclusive,
                                "{'role_name': 'r-1', 'policy_names': ['own']}",
                                "{'role_name': 'r-1', 'policy_names': []}"))),
                        "r-1"))
                .isEmpty();
        assertThat(inline(PlanCase.of(plan(deleted(exclusive, "{'role_name': 'r-1', 'policy_names': []}"))), "r-1"))
                .containsExactly("own");
    }

    @Test
    void aRoleKeepsAndGetsTheManagedPoliciesThatAreNamed() {
        String exclusive = "aws_iam_role_policy_attachments_exclusive.e";
        String attached = created(ATTACHMENT, TO_BOTH, "{}");
        PlanCase none =
                PlanCase.of(plan(created(exclusive, "{'role_name': 'r-1', 'policy_arns': []}", "{}"), attached));
        PlanCase one =
                PlanCase.of(plan(created(exclusive, "{'role_name': 'r-1', 'policy_arns': ['" + MANAGED + "']}", "{}")));
        PlanCase unknown = PlanCase.of(plan(change(
                exclusive,
                "'create'",
                "null",
                "{'role_name': 'r-1', 'policy_arns': [null]}",
                "{'policy_arns': [true]}")));

        assertThat(none.attached("r-1")).isEmpty();
        assertThat(none.attached("r-2")).containsExactly("policy/managed");
        assertThat(one.attached("r-1")).containsExactly("policy/managed");
        assertThatThrownBy(() -> unknown.role("r-1")).isInstanceOf(NotRead.class);
    }
}
