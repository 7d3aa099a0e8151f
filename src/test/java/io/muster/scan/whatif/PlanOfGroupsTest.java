package io.muster.scan.whatif;

import static io.muster.scan.whatif.PlanCase.change;
import static io.muster.scan.whatif.PlanCase.configured;
import static io.muster.scan.whatif.PlanCase.created;
import static io.muster.scan.whatif.PlanCase.plan;
import static io.muster.scan.whatif.PlanCase.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.estate.NotRead;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Security groups and their members in the plans that people make. */
class PlanOfGroupsTest {

    /** The new one has rules and members as any other; what becomes of the old one is not judged, and that is said. */
    @Test
    void aGroupInThePlaceOfAnother() {
        String rule = "{'ip_protocol': 'tcp', 'from_port': 22, 'to_port': 22, 'cidr_ipv4': '0.0.0.0/0'}";
        PlanCase replaced = PlanCase.of(plan(
                List.of(
                        configured(
                                "aws_vpc_security_group_ingress_rule.ssh",
                                "security_group_id",
                                "aws_security_group.web.id",
                                "aws_security_group.web"),
                        configured("aws_instance.web", "vpc_security_group_ids", "aws_security_group.web.id")),
                change(
                        "aws_security_group.web",
                        "'delete', 'create'",
                        "{'id': 'sg-1', 'name': 'old', 'vpc_id': 'vpc-1'}",
                        "{'name': 'new', 'vpc_id': 'vpc-1'}",
                        "{'id': true, 'ingress': true, 'egress': true}"),
                created("aws_vpc_security_group_ingress_rule.ssh", rule, "{'id': true, 'security_group_id': true}"),
                change(
                        "aws_instance.web",
                        "'update'",
                        "{'id': 'i-1', 'vpc_security_group_ids': ['sg-1']}",
                        "{'id': 'i-1', 'vpc_security_group_ids': [null]}",
                        "{'vpc_security_group_ids': [true]}")));

        String made = replaced.after()
                .find(Instance.class, "i-1")
                .orElseThrow()
                .attributes()
                .securityGroupIds()
                .get(0);
        assertThat(made).isEqualTo("sg-planned-aws_security_group.web");
        assertThat(replaced.into(made)).containsExactly("tcp 22-22 0.0.0.0/0");
        assertThat(replaced.ignored())
                .containsExactly("aws_security_group.web: the deletion of a security group is not judged, which AWS"
                        + " allows of unused ones alone");
    }

    /** A VPC that the inventory does not hold is of another region, or was made since the last scan. */
    @Test
    void aGroupOfAnotherVpcIsNotJudged() {
        assertThat(PlanCase.of(plan(created(
                                "aws_security_group.web",
                                "{'name': 'a', 'vpc_id': 'vpc-of-elsewhere'}",
                                "{'id': true}")))
                        .unknown())
                .singleElement()
                .asString()
                .startsWith("aws_security_group.web: vpc-of-elsewhere is none of the 1 resources of kind VPC");
    }

    /** Terraform knows after apply what AWS fills in, and what the plan makes. */
    @Test
    void aGroupOfAVpcThatIsNotWrittenIsOfTheDefaultOne() {
        String unknown = "{'id': true, 'vpc_id': true}";
        PlanCase made = PlanCase.of(plan(
                List.of(
                        configured("aws_security_group.a", "description", "var.a"),
                        configured("aws_security_group.b", "vpc_id", "aws_vpc.b.id")),
                created("aws_security_group.a", "{'name': 'a'}", unknown),
                created("aws_security_group.b", "{'name': 'b'}", unknown)));

        assertThat(made.unknown())
                .containsExactly(
                        "aws_security_group.a: default is none of the 1 resources of kind VPC in eu-central-1");
        assertThat(made.into("sg-planned-aws_security_group.b")).isEmpty();
    }

    @Test
    void rulesThatAreKnownAfterApplyAreUnknown() {
        String group = "{'name': 'a', 'vpc_id': 'vpc-1'}";
        PlanCase made = PlanCase.of(plan(
                List.of(
                        configured("aws_security_group.a", "ingress", "local.rules"),
                        configured("aws_security_group_rule.b", "security_group_id", "aws_security_group.b.id"),
                        configured(
                                "aws_network_interface_sg_attachment.c",
                                "security_group_id",
                                "aws_security_group.attached.id")),
                created("aws_security_group.a", group, "{'id': true, 'ingress': true}"),
                created(
                        "aws_security_group.half",
                        "{'name': 'a', 'vpc_id': 'vpc-1', 'egress': [{'protocol': '-1', 'cidr_blocks': ['0.0.0.0/0']}]}",
                        "{'id': true, 'ingress': true, 'egress': [{'cidr_blocks': [false]}]}"),
                created(
                        "aws_security_group.open",
                        "{'name': 'a', 'vpc_id': 'vpc-1', 'ingress': [{'protocol': '-1', 'cidr_blocks': ['0.0.0.0/0']}]}",
                        "{'id': true, 'egress': true}"),
                created("aws_security_group.attached", group, "{'id': true, 'ingress': true, 'egress': true}"),
                created("aws_security_group.b", group, "{'id': true, 'ingress': true, 'egress': true}"),
                created("aws_security_group.dynamic", group, "{'id': true, 'ingress': true, 'egress': true}"),
                change(
                        "aws_security_group.c",
                        "'update'",
                        "{'id': 'sg-3', 'ingress': []}",
                        "{'id': 'sg-3'}",
                        "{'ingress': true}")));

        assertThatThrownBy(() -> made.into("sg-planned-aws_security_group.a")).isInstanceOf(NotRead.class);
        for (String dynamic : List.of("dynamic", "half", "attached")) {
            assertThatThrownBy(() -> made.into("sg-planned-aws_security_group." + dynamic))
                    .as(dynamic)
                    .isInstanceOf(NotRead.class);
        }
        assertThat(made.into("sg-planned-aws_security_group.open")).hasSize(1);
        assertThat(made.into("sg-planned-aws_security_group.b")).isEmpty();
        assertThatThrownBy(() -> made.into("sg-3")).isInstanceOf(NotRead.class);
    }

    @Test
    void theGroupOfAVpcIsChanged() {
        PlanCase changed = PlanCase.of(plan(
                updated(
                        "aws_default_security_group.a",
                        "{'id': 'sg-1', 'vpc_id': 'vpc-1', 'ingress': [{'protocol': 'tcp'}]}",
                        "{'id': 'sg-1', 'vpc_id': 'vpc-1', 'ingress': []}"),
                created("aws_default_security_group.b", "{'vpc_id': 'vpc-1', 'ingress': []}", "{'id': true}")));

        assertThat(changed.into("sg-1")).isEmpty();
        assertThat(changed.ignored())
                .singleElement()
                .asString()
                .startsWith("aws_default_security_group.b: the rules of");
    }

    @Test
    void theFirstInterfaceOfAnInstanceChangesItsGroups() {
        PlanCase changed = PlanCase.of(plan(updated(
                "aws_instance.web",
                "{'id': 'i-1', 'primary_network_interface_id': 'eni-1', 'vpc_security_group_ids': ['sg-1']}",
                "{'id': 'i-1', 'primary_network_interface_id': 'eni-1', 'vpc_security_group_ids': ['sg-2', 'sg-3']}")));

        assertThat(changed.after()
                        .find(NetworkInterface.class, "eni-1")
                        .orElseThrow()
                        .attributes()
                        .securityGroupIds())
                .containsExactly("sg-2", "sg-3");
    }

    /** Everything that a resource of a type that is judged changes besides is named. */
    @Test
    void whatIsChangedBesidesIsNamed() {
        PlanCase besides = PlanCase.of(plan(
                List.of(configured("aws_instance.web", "user_data", "aws_s3_bucket.a.id")),
                change(
                        "aws_instance.web",
                        "'update'",
                        "{'id': 'i-1', 'source_dest_check': true, 'tags': {'a': 'b'}, 'tags_all': {'a': 'b'}, 'user_data': 'x',"
                                + " 'public_ip': '52.0.0.1'}",
                        "{'id': 'i-1', 'source_dest_check': false, 'tags': {}, 'tags_all': {}}",
                        "{'public_ip': true, 'user_data': true}"),
                updated(
                        "aws_route_table.main",
                        "{'id': 'rtb-1', 'route': [], 'propagating_vgws': []}",
                        "{'id': 'rtb-1', 'route': [], 'propagating_vgws': ['vgw-1']}")));

        assertThat(besides.ignored())
                .containsExactly(
                        "aws_instance.web: the change of source_dest_check, tags, user_data is not judged",
                        "aws_route_table.main: the change of propagating_vgws is not judged");
    }
}
