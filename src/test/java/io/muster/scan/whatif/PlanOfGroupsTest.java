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
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Security groups, their rules and their members in the plans that people make. */
class PlanOfGroupsTest {

    private static final String SSH =
            "{'security_group_id': 'sg-2', 'type': 'ingress', 'protocol': 'tcp', 'from_port': 22, 'to_port': 22,"
                    + " 'cidr_blocks': ['10.0.0.0/16'], 'self': false}";

    private static String rule(String group, String protocol, String from, String to, String source) {
        return "{'security_group_id': '" + group + "', 'ip_protocol': '" + protocol + "', 'from_port': " + from
                + ", 'to_port': " + to + ", " + source + "}";
    }

    /** A rule that moves to another address in Terraform stays, whichever comes first. */
    @Test
    void aRuleThatMovesStays() {
        String single = "aws_vpc_security_group_ingress_rule.a";
        String after = rule("sg-2", "tcp", "22", "22", "'cidr_ipv4': '10.0.0.0/16'");

        PlanCase first = PlanCase.of(plan(created(single, after, "{}"), deleted("aws_security_group_rule.b", SSH)));
        PlanCase last = PlanCase.of(plan(deleted("aws_security_group_rule.b", SSH), created(single, after, "{}")));

        assertThat(first.into("sg-2")).isEqualTo(last.into("sg-2")).containsExactly("tcp 22-22 10.0.0.0/16");
        assertThat(first.ignored()).isEmpty();
    }

    @Test
    void rulesThatChangePlaces() {
        String a = "aws_vpc_security_group_ingress_rule.a";
        PlanCase both = PlanCase.of(plan(
                updated(
                        a,
                        rule("sg-2", "tcp", "22", "22", "'cidr_ipv4': '10.0.0.0/16'"),
                        rule("sg-2", "tcp", "80", "80", "'cidr_ipv4': '10.0.0.0/16'")),
                change(
                        "aws_vpc_security_group_ingress_rule.b",
                        "'create', 'delete'",
                        rule("sg-1", "tcp", "443", "443", "'cidr_ipv4': '0.0.0.0/0'"),
                        rule("sg-2", "tcp", "22", "22", "'cidr_ipv4': '10.0.0.0/16'"),
                        "{}")));

        assertThat(both.into("sg-1")).isEmpty();
        assertThat(both.into("sg-2")).containsExactly("tcp 22-22 10.0.0.0/16", "tcp 80-80 10.0.0.0/16");
        assertThat(both.ignored()).isEmpty();
    }

    @Test
    void aRuleThatTurnsRoundLeavesTheDirectionThatItHad() {
        PlanCase turned = PlanCase.of(plan(change(
                "aws_security_group_rule.a", "'delete', 'create'", SSH, SSH.replace("'ingress'", "'egress'"), "{}")));

        assertThat(turned.into("sg-2")).isEmpty();
        assertThat(turned.ignored()).isEmpty();
    }

    /** A group of another account is taken as it is written, and costs the other rules nothing. */
    @Test
    void aSourceInAnotherAccountLeavesTheOtherRulesOfAGroupJudged() {
        String open = "{'protocol': 'tcp', 'from_port': 22, 'to_port': 22, 'cidr_blocks': ['0.0.0.0/0']}";
        String far =
                "{'protocol': 'tcp', 'from_port': 443, 'to_port': 443, 'security_groups': ['210987654321/sg-0abc']}";
        PlanCase both = PlanCase.of(plan(updated(
                "aws_security_group.a",
                "{'id': 'sg-2', 'ingress': []}",
                "{'id': 'sg-2', 'ingress': [" + open + ", " + far + "]}")));

        assertThat(both.into("sg-2")).containsExactly("tcp 22-22 0.0.0.0/0", "tcp 443-443 sg-0abc");
        assertThat(both.ignored()).isEmpty();
    }

    /** What changes words alone keeps the id that AWS has for the rule. */
    @Test
    void otherWordsAreNoOtherRule() {
        PlanCase words =
                PlanCase.of(plan(updated("aws_security_group_rule.a", SSH.replace("}", ", 'description': 'a'}"), SSH)));

        assertThat(words.after()
                        .find(SecurityGroup.class, "sg-2")
                        .orElseThrow()
                        .attributes()
                        .ingress())
                .extracting(SecurityGroupRule::ruleId)
                .containsExactly("sgr-2");
        assertThat(words.ignored()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1     | 0    | 0     | -1 null-null",
                "all    | 0    | 65536 | -1 null-null",
                "50     | 0    | 0     | 50 null-null",
                "6      | 22   | 22    | tcp 22-22",
                "tcp    | 0    | 65535 | tcp 0-65535",
                "icmp   | -1   | -1    | icmp null-null",
                "icmp   | 8    | -1    | icmp 8-null",
                "58     | 128  | 0     | icmpv6 128-0",
                "-1     | null | null  | -1 null-null"
            })
    void portsAsTerraformWritesThem(String protocol, String from, String to, String expected) {
        String after = rule("sg-3", protocol, from, to, "'cidr_ipv6': '::/0'");

        assertThat(PlanCase.of(plan(created("aws_vpc_security_group_ingress_rule.a", after, "{'id': true}")))
                        .into("sg-3"))
                .containsExactly(expected + " ::/0");
    }

    @Test
    void everySourceOfARuleIsARule() {
        PlanCase several = PlanCase.of(plan(created(
                "aws_security_group_rule.a",
                "{'security_group_id': 'sg-3', 'type': 'ingress', 'protocol': 'udp', 'from_port': 53, 'to_port': 53,"
                        + " 'cidr_blocks': ['10.0.0.0/8'], 'ipv6_cidr_blocks': ['fd00::/8'], 'self': true,"
                        + " 'source_security_group_id': '" + "444455556666/sg-1" + "'}",
                "{'id': true}")));

        assertThat(several.into("sg-3"))
                .containsExactlyInAnyOrder(
                        "udp 53-53 10.0.0.0/8", "udp 53-53 fd00::/8", "udp 53-53 sg-1", "udp 53-53 sg-3");
    }

    @Test
    void aRuleOfNothingIsNamed() {
        String none =
                "{'security_group_id': 'sg-3', 'type': 'ingress', 'protocol': 'tcp', 'from_port': 1, 'to_port': 1}";

        PlanCase rules = PlanCase.of(plan(
                created("aws_security_group_rule.a", none, "{}"),
                deleted("aws_security_group_rule.b", none),
                deleted("aws_security_group_rule.c", "{}"),
                created("aws_vpc_security_group_ingress_rule.d", rule("sg-3", "tcp", "1", "1", "'tags': {}"), "{}")));

        assertThat(rules.ignored())
                .containsExactly(
                        "aws_security_group_rule.a: the rule names no source or destination",
                        "aws_security_group_rule.b: the rule names no source or destination",
                        "aws_security_group_rule.c: the plan does not tell its security_group_id today",
                        "aws_vpc_security_group_ingress_rule.d: the rule names no source or destination");
    }

    /** The new one has rules and members as any other; what becomes of the old one is not judged, and that is said. */
    @Test
    void aGroupInThePlaceOfAnother() {
        String rule =
                rule("x", "tcp", "22", "22", "'cidr_ipv4': '0.0.0.0/0'").replace("'security_group_id': 'x', ", "");
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

    /** AWS makes groups in VPCs of the region: one of another region is made elsewhere, with its rules. */
    @Test
    void aGroupOfAnotherVpcIsIgnored() {
        assertThat(PlanCase.of(plan(created(
                                "aws_security_group.web",
                                "{'name': 'a', 'vpc_id': 'vpc-of-elsewhere'}",
                                "{'id': true}")))
                        .ignored())
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

        assertThat(made.ignored())
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
                        configured("aws_security_group_rule.b", "security_group_id", "aws_security_group.b.id")),
                created("aws_security_group.a", group, "{'id': true, 'ingress': true}"),
                created("aws_security_group.b", group, "{'id': true, 'ingress': true, 'egress': true}"),
                created("aws_security_group.dynamic", group, "{'id': true, 'ingress': true, 'egress': true}"),
                change(
                        "aws_security_group.c",
                        "'update'",
                        "{'id': 'sg-3', 'ingress': []}",
                        "{'id': 'sg-3'}",
                        "{'ingress': true}")));

        assertThatThrownBy(() -> made.into("sg-planned-aws_security_group.a")).isInstanceOf(NotRead.class);
        assertThatThrownBy(() -> made.into("sg-planned-aws_security_group.dynamic"))
                .isInstanceOf(NotRead.class);
        assertThat(made.into("sg-planned-aws_security_group.b")).isEmpty();
        assertThatThrownBy(() -> made.into("sg-3")).isInstanceOf(NotRead.class);
    }

    /** A rule of which not even the direction is known may be one of either. */
    @Test
    void aRuleOfAnUnknownDirectionIsUnknown() {
        PlanCase rule = PlanCase.of(plan(created(
                "aws_security_group_rule.a", SSH.replace("'type': 'ingress', ", ""), "{'id': true, 'type': true}")));

        assertThatThrownBy(() -> rule.into("sg-2")).isInstanceOf(NotRead.class);
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
