package io.muster.scan.whatif;

import static io.muster.scan.whatif.PlanCase.change;
import static io.muster.scan.whatif.PlanCase.configured;
import static io.muster.scan.whatif.PlanCase.created;
import static io.muster.scan.whatif.PlanCase.deleted;
import static io.muster.scan.whatif.PlanCase.plan;
import static io.muster.scan.whatif.PlanCase.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.estate.NotRead;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles and policies in the plans that people make. */
class PlanOfRolesTest {

    private static final String MANAGED = "arn:aws:iam::111122223333:policy/managed";
    private static final String TRUST = "'assume_role_policy': '{\\\"Statement\\\": []}'";
    private static final String POLICY =
            "'policy': '{\\\"Statement\\\": [{\\\"Effect\\\": \\\"Allow\\\", \\\"Action\\\": \\\"*\\\", \\\"Resource\\\": \\\"*\\\"}]}'";

    private static String attachment(String role, String arn) {
        return "{'role': '" + role + "', 'policy_arn': '" + arn + "'}";
    }

    @Test
    void anAttachmentThatMovesStays() {
        PlanCase attached = PlanCase.of(plan(updated(
                "aws_iam_role.r",
                "{'name': 'r-1', 'managed_policy_arns': []}",
                "{'name': 'r-1', 'managed_policy_arns': ['" + MANAGED + "']}")));
        PlanCase moved = PlanCase.of(plan(
                created("aws_iam_role_policy_attachment.a", attachment("r-1", MANAGED), "{}"),
                updated(
                        "aws_iam_role.r",
                        "{'name': 'r-1', 'managed_policy_arns': ['" + MANAGED + "']}",
                        "{'name': 'r-1', 'managed_policy_arns': []}"),
                deleted("aws_iam_role_policy_attachment.b", attachment("r-1", MANAGED))));

        assertThat(attached.attached("r-1")).containsExactly("policy/managed");
        assertThat(moved.attached("r-1")).containsExactly("policy/managed");
    }

    @Test
    void anInlinePolicyThatMovesStays() {
        PlanCase moved = PlanCase.of(plan(
                created("aws_iam_role_policy.a", "{'role': 'r-1', 'name': 'own', " + POLICY + "}", "{}"),
                updated(
                        "aws_iam_role.r",
                        "{'name': 'r-1', 'inline_policy': [{'name': 'own', 'policy': '{}'}]}",
                        "{'name': 'r-1', 'inline_policy': [{'name': null, 'policy': null}]}")));

        assertThat(moved.role("r-1").inlinePolicies())
                .singleElement()
                .extracting(PolicyDocument::document)
                .asString()
                .contains("Allow");
    }

    /** IAM takes 10,240 characters of all inline policies of a role together. */
    @ParameterizedTest
    @CsvSource({"300, 9000, true", "3000, 9000, false"})
    void statementsMoveFromOneInlinePolicyToAnother(int left, int moved, boolean fits) {
        PlanCase asResources = PlanCase.of(
                withLongPolicy(),
                plan(
                        updated("aws_iam_role_policy.a", inline("inline-1", 20), inline("inline-1", moved)),
                        updated("aws_iam_role_policy.b", inline("inline-2", 9_000), inline("inline-2", left))));
        PlanCase asBlocks = PlanCase.of(
                withLongPolicy(),
                plan(updated(
                        "aws_iam_role.r",
                        "{'name': 'long', 'inline_policy': [" + inline("inline-1", 20) + "," + inline("inline-2", 9_000)
                                + "]}",
                        "{'name': 'long', 'inline_policy': [" + inline("inline-1", moved) + ","
                                + inline("inline-2", left) + "]}")));

        assertThat(asResources.ignored().isEmpty()).isEqualTo(fits);
        assertThat(asBlocks.ignored().isEmpty()).isEqualTo(fits);
        assertThat(fits ? asResources.role("long").inlinePolicies().size() : 2).isEqualTo(2);
    }

    /** What another role loses makes no room. */
    @Test
    void aPolicyOfAnotherRoleIsReplacedByOneOfThis() {
        String old = inline("inline-3", 9_900).replace("'long'", "'r-1'");

        PlanCase moved = PlanCase.of(
                withLongPolicy(),
                plan(
                        change("aws_iam_role_policy.c", "'delete', 'create'", old, inline("inline-3", 3_000), "{}"),
                        updated("aws_iam_role_policy.b", inline("inline-2", 9_000), inline("inline-2", 3_000))));

        assertThat(moved.ignored().stream().filter(reason -> reason.contains("of all together")))
                .isEmpty();
    }

    private static Estate withLongPolicy() {
        MadeRole role = MadeRole.role("long")
                .inlineDocument(Estates.json(document(20)))
                .inlineDocument(Estates.json(document(9_000)));
        return Estates.estate().with(role).build();
    }

    private static String inline(String name, int characters) {
        return "{'role': 'long', 'name': '" + name + "', 'policy': '"
                + document(characters).replace("'", "\\\"") + "'}";
    }

    private static String document(int characters) {
        return "{'Statement': [" + MadeRole.allow("s3:" + "x".repeat(characters), "*") + "]}";
    }

    @Test
    void whatIsKnownAfterApplyIsUnknown() {
        String role = "{'name': 'r-1'}";
        for (String unknown : List.of(
                "{'inline_policy': true}",
                "{'inline_policy': [{'name': true}]}",
                "{'managed_policy_arns': true}",
                "{'managed_policy_arns': [true]}",
                "{'permissions_boundary': true}",
                "{'assume_role_policy': true}")) {
            PlanCase updated = PlanCase.of(plan(change("aws_iam_role.r", "'update'", role, role, unknown)));

            assertThatThrownBy(() -> updated.role("r-1")).as(unknown).isInstanceOf(NotRead.class);
        }
    }

    /** Of a new role, what is not written is known after apply as well: there is none where something else gives it policies. */
    @Test
    void whatANewRoleIsNotGivenItDoesNotHave() {
        String role = "{'name': 'new', " + TRUST + "}";
        String unknown = "{'id': true, 'inline_policy': true, 'managed_policy_arns': true}";
        PlanCase plain = PlanCase.of(plan(
                List.of(configured("aws_iam_role_policy_attachment.a", "role", "aws_iam_role.r.name")),
                created("aws_iam_role.r", role, unknown)));
        PlanCase bare = PlanCase.of(plan(created("aws_iam_role.r", role, unknown)));
        PlanCase given = PlanCase.of(plan(
                List.of(configured("aws_iam_role.r", "managed_policy_arns", "aws_iam_policy.p.arn")),
                created("aws_iam_role.r", role, unknown)));

        assertThat(plain.role("new").attachedPolicies()).isEmpty();
        assertThatThrownBy(() -> given.role("new")).isInstanceOf(NotRead.class);
        // it may have dynamic blocks
        assertThatThrownBy(() -> bare.role("new")).isInstanceOf(NotRead.class);
    }

    /** Conditions ask for them. */
    @Test
    void aNewRoleHasItsTags() {
        String role = "{'name': 'new', 'tags': {'team': 'red'}, %s" + TRUST + "}";

        assertThat(tags(role.formatted("'tags_all': {'team': 'red', 'cost': '1'}, "), "{'id': true}"))
                .isEqualTo(Map.of("team", "red", "cost", "1"));
        assertThat(tags(role.formatted(""), "{'id': true}")).isEqualTo(Map.of("team", "red"));
        for (String unknown : List.of("{'tags_all': true}", "{'tags': {'a': true}, 'tags_all': {'a': true}}")) {
            assertThat(tags(role.formatted(""), unknown)).isSameAs(Resource.unknownTags());
        }
        assertThat(tags(role.formatted("'tags_all': {'team': 'red'}, "), "{'tags_all': {'a': true}}"))
                .isSameAs(Resource.unknownTags());
    }

    private static Map<String, String> tags(String role, String unknown) {
        return PlanCase.of(plan(created("aws_iam_role.r", role, unknown)))
                .after()
                .find(Role.class, "new")
                .orElseThrow()
                .tags();
    }

    @Test
    void aRoleOfAnotherNameTakesThePlaceOfOne() {
        PlanCase replaced = PlanCase.of(plan(
                List.of(configured("aws_iam_role_policy.p", "role", "aws_iam_role.r.id", "aws_iam_role.r")),
                change(
                        "aws_iam_role.r",
                        "'create', 'delete'",
                        "{'name': 'r-1', 'arn': 'arn:aws:iam::111122223333:role/r-1', " + TRUST + "}",
                        "{'name': 'new', " + TRUST + "}",
                        "{'id': true, 'arn': true}"),
                change(
                        "aws_iam_role_policy.p",
                        "'delete', 'create'",
                        "{'role': 'r-1', 'name': 'own', 'policy': '{}'}",
                        "{'name': 'own', " + POLICY + "}",
                        "{'id': true, 'role': true}")));

        assertThat(replaced.role("new").inlinePolicies()).hasSize(1);
        assertThat(replaced.role("r-1").inlinePolicies()).isEmpty();
        assertThat(replaced.ignored()).containsExactly("aws_iam_role.r: the deletion of a role is not judged");
    }

    @Test
    void aRoleOfTheSameNameIsNotJudged() {
        PlanCase replaced = PlanCase.of(plan(change(
                "aws_iam_role.r",
                "'delete', 'create'",
                "{'name': 'r-1', 'path': '/', " + TRUST + "}",
                "{'name': 'r-1', 'path': '/a/', " + TRUST + "}",
                "{'id': true}")));

        assertThat(replaced.ignored())
                .containsExactly("aws_iam_role.r: that a role takes the place of one of its name is not judged");
    }

    /** A policy whose description changes is made anew under its name: with its document, and attached again. */
    @Test
    void aPolicyTakesThePlaceOfItself() {
        PlanCase replaced = PlanCase.of(plan(
                List.of(configured("aws_iam_role_policy_attachment.a", "policy_arn", "aws_iam_policy.p.arn")),
                created("aws_iam_role_policy_attachment.b", attachment("r-2", MANAGED), "{}"),
                change(
                        "aws_iam_policy.p",
                        "'delete', 'create'",
                        "{'name': 'managed', 'path': '/', 'arn': '" + MANAGED + "', 'policy': '{}'}",
                        "{'name': 'managed', 'path': '/', " + POLICY + "}",
                        "{'id': true, 'arn': true}"),
                created("aws_iam_role_policy_attachment.a", "{'role': 'r-1'}", "{'policy_arn': true}")));

        assertThat(replaced.ignored()).isEmpty();
        assertThat(replaced.role("r-1").attachedPolicies())
                .isEqualTo(replaced.role("r-2").attachedPolicies())
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.arn()).isEqualTo(MANAGED);
                    assertThat(policy.document())
                            .hasToString(
                                    "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");
                });
    }

    @Test
    void aPolicyThatNoRoleUsesYetIsChangedAfterItIsAttached() {
        String arn = "arn:aws:iam::111122223333:policy/ci/unused";
        PlanCase attached = PlanCase.of(plan(
                updated(
                        "aws_iam_role.r",
                        "{'name': 'r-1', 'managed_policy_arns': []}",
                        "{'name': 'r-1', 'managed_policy_arns': ['" + arn + "']}"),
                updated(
                        "module.x.aws_iam_policy.p",
                        "{'arn': '" + arn + "', 'policy': '{}'}",
                        "{'arn': '" + arn + "', " + POLICY + "}")));

        assertThat(attached.role("r-1").attachedPolicies())
                .extracting(policy -> String.valueOf(policy.document()))
                .singleElement()
                .asString()
                .contains("Allow");
    }

    /** A policy that no role uses is not in the inventory: the plan tells that it is there, and its document. */
    @Test
    void aPolicyThatNoRoleUsesYet() {
        String arn = "arn:aws:iam::111122223333:policy/ci/unused";
        PlanCase attached = PlanCase.of(plan(
                created("aws_iam_role_policy_attachment.a", attachment("r-1", arn), "{}"),
                updated(
                        "aws_iam_policy.p",
                        "{'arn': '" + arn + "', 'policy': '{}'}",
                        "{'arn': '" + arn + "', " + POLICY + "}")));

        assertThat(attached.ignored()).isEmpty();
        assertThat(attached.role("r-1").attachedPolicies()).singleElement().satisfies(policy -> {
            assertThat(policy.arn()).isEqualTo(arn);
            assertThat(policy.document()).asString().contains("Allow");
        });
    }

    @Test
    void aDocumentThatIamDoesNotTakeIsNamed() {
        PlanCase wrong = PlanCase.of(plan(
                updated(
                        "aws_iam_role.r",
                        "{'name': 'r-1', " + TRUST + "}",
                        "{'name': 'r-1', 'assume_role_policy': 'x'}"),
                updated(
                        "aws_iam_role.s",
                        "{'name': 'r-2', 'inline_policy': []}",
                        "{'name': 'r-2', 'inline_policy': [{'name': 'p', 'policy': '{}'}]}"),
                created("aws_iam_role_policy.p", "{'role': 'r-1', 'name': 'p', 'policy': '[]'}", "{}"),
                created(
                        "aws_iam_policy.q",
                        "{'name': 'q', 'policy': '{\\\"a\\\": 1, \\\"a\\\": 2}'}",
                        "{'id': true}")));

        assertThat(wrong.ignored())
                .containsExactly(
                        "aws_iam_role.r: assume_role_policy is no policy document",
                        "aws_iam_role.s: policy/Statement: is missing",
                        "aws_iam_policy.q: policy is no policy document",
                        "aws_iam_role_policy.p: policy is no policy document");
    }
}
