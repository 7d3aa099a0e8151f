package io.muster.scan.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.change.AddGroupRule;
import io.muster.estate.change.AttachRolePolicy;
import io.muster.estate.change.Change;
import io.muster.estate.change.DeleteRolePolicy;
import io.muster.estate.change.Edits;
import io.muster.estate.change.Model;
import io.muster.estate.change.PutAclEntry;
import io.muster.estate.change.PutRoute;
import io.muster.estate.change.Refused;
import io.muster.estate.change.SetInstanceProfile;
import io.muster.estate.change.SetMetadataOptions;
import io.muster.estate.change.SetSecurityGroups;
import io.muster.estate.change.Unknowable;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.inventory.kind.ToggleState;
import io.muster.platform.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerraformPlanTest {

    private static final Path PLAN = Path.of("src", "test", "resources", "terraform", "plan.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TerraformPlan plan() throws IOException {
        return TerraformPlan.read(JSON.readTree(Files.readString(PLAN)), Estates.ACCOUNT, "eu-central-1");
    }

    private static List<Change> changes(String address) throws IOException {
        return plan().proposals().stream()
                .filter(proposal -> address.equals(proposal.address()))
                .map(Proposal::change)
                .toList();
    }

    private static SecurityGroupRule rule(String address, String cidr, int port, String group) {
        return new SecurityGroupRule(
                address, "tcp", port, port, cidr, null, group, cidr == null ? null : "operators", null);
    }

    @Test
    void rulesOfGroups() throws IOException {
        assertThat(changes("aws_vpc_security_group_ingress_rule.ssh"))
                .containsExactly(new AddGroupRule(
                        "sg-1", false, rule("aws_vpc_security_group_ingress_rule.ssh", "0.0.0.0/0", 22, null)));
        assertThat(changes("aws_security_group_rule.db"))
                .hasSize(2)
                .last()
                .isEqualTo(new AddGroupRule("sg-2", false, rule("aws_security_group_rule.db", null, 5432, "sg-1")));
    }

    @Test
    void aNewGroupIsKnownByItsReferences() throws IOException {
        assertThat(changes("aws_vpc_security_group_ingress_rule.bastion"))
                .singleElement()
                .isInstanceOfSatisfying(
                        AddGroupRule.class, added -> assertThat(added.groupId()).startsWith("sg-planned-"));
        assertThat(changes("aws_instance.web[0]"))
                .hasAtLeastOneElementOfType(SetSecurityGroups.class)
                .contains(
                        new SetMetadataOptions(
                                "i-1", HttpTokens.REQUIRED, 2, ToggleState.ENABLED, ToggleState.DISABLED),
                        new SetInstanceProfile("i-1", "p-2"));
    }

    @Test
    void networksAndRoles() throws IOException {
        assertThat(changes("aws_network_acl_rule.in"))
                .containsExactly(new PutAclEntry(
                        "acl-1", new NetworkAclEntry(90, false, false, "6", 22, 22, "198.51.100.0/24")));
        assertThat(changes("aws_route.out")).containsExactly(new PutRoute("rtb-1", "0.0.0.0/0", "nat-1"));
        assertThat(changes("aws_iam_role_policy.own")).containsExactly(new DeleteRolePolicy("r-2", "own"));
        assertThat(changes("aws_iam_role_policy_attachment.deploy"))
                .containsExactly(new AttachRolePolicy("r-1", "/ci/deploy"));
    }

    @Test
    void whatIsKnownAfterApplyIsUnknown() throws IOException {
        assertThat(changes("aws_route_table.main"))
                .containsExactly(new Unknowable(ResourceKind.ROUTE_TABLE, "routeTableId", "rtb-1"));
        assertThat(changes("module.app.aws_iam_role_policy.ci"))
                .containsExactly(new Unknowable(ResourceKind.ROLE, "roleName", "ci"));
        assertThat(plan().undecided())
                .containsExactly(new Question.Undecided("aws_route.elsewhere", "route_table_id is known after apply"));
    }

    @Test
    void whatIsNotModelledIsNamed() throws IOException {
        assertThat(plan().ignored())
                .extracting("address", "type")
                .containsExactly(
                        tuple("aws_network_acl.main", "aws_network_acl"),
                        tuple("aws_instance.new", "aws_instance"),
                        tuple("aws_s3_bucket.logs", "aws_s3_bucket"));
        assertThat(plan().ignored()).allSatisfy(one -> assertThat(one.reason()).isNotBlank());
    }

    /** Every part of the plan is a change of the model, but for the group that is not there. */
    @Test
    void theChangesCanBeMade() throws IOException {
        Estate before = new Model().estate(false);
        Edits edits = new Edits(before);
        for (Proposal proposal : plan().proposals()) {
            if ("aws_security_group_rule.elsewhere".equals(proposal.address())) {
                assertThatThrownBy(() -> edits.make(proposal.change()))
                        .isInstanceOf(Refused.class)
                        .hasMessageContaining("sg-of-another-region is none of the 4 resources of kind SECURITY_GROUP");
            } else {
                assertThat(edits.make(proposal.change())).as("%s", proposal).isNotEmpty();
            }
        }
        Estate after = edits.done().of(before);

        assertThat(after.find(SecurityGroup.class, "sg-3")
                        .orElseThrow()
                        .attributes()
                        .ingress())
                .extracting(SecurityGroupRule::protocol, SecurityGroupRule::cidr, SecurityGroupRule::referencedGroupId)
                .containsExactlyInAnyOrder(
                        tuple("tcp", "0.0.0.0/0", null), tuple("tcp", "::/0", null), tuple("tcp", null, "sg-3"));
        assertThat(after.find(SecurityGroup.class, "sg-3")
                        .orElseThrow()
                        .attributes()
                        .egress())
                .isEqualTo(before.find(SecurityGroup.class, "sg-3")
                        .orElseThrow()
                        .attributes()
                        .egress());
        assertThat(after.find(Instance.class, "i-1").orElseThrow().attributes().securityGroupIds())
                .hasSize(2)
                .contains("sg-1");
        assertThat(after.find(NetworkAcl.class, "acl-1")
                        .orElseThrow()
                        .attributes()
                        .entries())
                .contains(new NetworkAclEntry(100, true, true, "6", 443, 443, "0.0.0.0/0"));
        assertThat(after.find(Role.class, "r-1").orElseThrow().attributes().attachedPolicies())
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.arn()).endsWith(":policy/ci/deploy");
                    assertThat(policy.document()).isNotNull();
                });
        assertThat(after.current(after.stored(Role.class, "ci").orElseThrow())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                                        | /terraformPlan",
                "{'format_version': '2.0', 'planned_values': {}}           | /terraformPlan/format_version",
                "{'format_version': '1.2', 'planned_values': {}, 'errored': true} | /terraformPlan/errored",
                "{'resource_changes': {}, 'planned_values': {}}            | /terraformPlan/resource_changes",
                "{'planned_values': {}, 'deferred_changes': {'a': 1}}      | /terraformPlan/deferred_changes",
                "{'planned_values': {}, 'deferred_changes': [1]}           | /terraformPlan/deferred_changes/0/resource_change",
                "{'resource_changes': [null]}                              | /terraformPlan/resource_changes/0",
                "{'resource_changes': [{'address': 'a', 'type': 'b', 'change': {'actions': [1]}}]} | /terraformPlan/resource_changes/0/change/actions/0",
                "{'resource_changes': [{'address': 'a', 'type': 'b', 'change': {'actions': ['delete'], 'before': []}}]} | /terraformPlan/resource_changes/0/change/before",
                "{'resource_changes': [{'address': 'a', 'type': 'b', 'change': {'actions': ['create'], 'after': 'x'}}]} | /terraformPlan/resource_changes/0/change/after",
                "{'values': {}}                                            | /terraformPlan/resource_changes",
                "{'resource_changes': [{'type': 'aws_route'}]}             | /terraformPlan/resource_changes/0",
                "{'resource_changes': [{'address': 'a', 'type': 'b', 'change': {}}]} | /terraformPlan/resource_changes/0/change/actions"
            })
    void aDocumentThatIsNoPlanIsRefused(String plan, String field) throws IOException {
        JsonNode document = JSON.readTree(plan.replace('\'', '"'));

        assertThatThrownBy(() -> TerraformPlan.read(document, Estates.ACCOUNT, "eu-central-1"))
                .isInstanceOfSatisfying(
                        MusterException.class,
                        refused ->
                                assertThat(refused.violations().get(0).field()).isEqualTo(field));
    }
}
