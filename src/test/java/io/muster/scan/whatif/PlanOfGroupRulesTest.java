package io.muster.scan.whatif;

import static io.muster.scan.whatif.PlanCase.change;
import static io.muster.scan.whatif.PlanCase.created;
import static io.muster.scan.whatif.PlanCase.deleted;
import static io.muster.scan.whatif.PlanCase.plan;
import static io.muster.scan.whatif.PlanCase.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.estate.NotRead;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of security groups in the plans that people make. */
class PlanOfGroupRulesTest {

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

    /** A rule of which not even the direction is known may be one of either. */
    @Test
    void aRuleOfAnUnknownDirectionIsUnknown() {
        PlanCase rule = PlanCase.of(plan(created(
                "aws_security_group_rule.a", SSH.replace("'type': 'ingress', ", ""), "{'id': true, 'type': true}")));

        assertThatThrownBy(() -> rule.into("sg-2")).isInstanceOf(NotRead.class);
    }
}
