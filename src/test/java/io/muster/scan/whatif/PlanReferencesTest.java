package io.muster.scan.whatif;

import static io.muster.scan.whatif.PlanCase.change;
import static io.muster.scan.whatif.PlanCase.configured;
import static io.muster.scan.whatif.PlanCase.created;
import static io.muster.scan.whatif.PlanCase.plan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of groups that a plan makes, which it names by references. */
class PlanReferencesTest {

    private static final String GROUP = "{'name': 'a', 'vpc_id': 'vpc-1'}";
    private static final String SSH =
            "{'ip_protocol': 'tcp', 'from_port': 22, 'to_port': 22, 'cidr_ipv4': '0.0.0.0/0'}";

    /** Two that are made by one block have one address in the configuration: a rule may be of either. */
    @Test
    void aGroupOfSeveralIsNotGuessed() {
        PlanCase several = PlanCase.of(plan(
                List.of(configured(
                        "aws_vpc_security_group_ingress_rule.ssh", "security_group_id", "aws_security_group.web")),
                created("aws_security_group.web[0]", GROUP, "{'id': true}"),
                change("aws_security_group.web[1]", "'delete', 'create'", "{'id': 'sg-1'}", GROUP, "{'id': true}"),
                created("aws_vpc_security_group_ingress_rule.ssh[1]", SSH, "{'security_group_id': true}")));

        assertThat(several.unknown())
                .containsExactly("aws_vpc_security_group_ingress_rule.ssh[1]: security_group_id is known after apply");
    }

    /** A key may hold brackets, quotes and whatever else. */
    @Test
    void groupsOfOddKeysAreSeveral() {
        PlanCase several = PlanCase.of(plan(
                List.of(configured(
                        "aws_vpc_security_group_ingress_rule.ssh", "security_group_id", "aws_security_group.web")),
                created("aws_security_group.web[\\'a\\']", GROUP, "{'id': true}"),
                created("aws_security_group.web[\\'b]1 \\\\\\'.c[\\']", GROUP, "{'id': true}"),
                created("aws_vpc_security_group_ingress_rule.ssh", SSH, "{'security_group_id': true}")));

        assertThat(several.unknown())
                .containsExactly("aws_vpc_security_group_ingress_rule.ssh: security_group_id is known after apply");
    }

    /** An id that may be that of something that is read during apply is not guessed either. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.aws_security_group.old.id",
                "module.vpc.default_security_group_id",
                "local.group_id",
                "each.value.group_id",
                "aws_vpc.main.default_security_group_id"
            })
    void aGroupThatMayBeAnotherIsNotGuessed(String other) {
        PlanCase unsure = PlanCase.of(plan(
                List.of(configured(
                        "aws_vpc_security_group_ingress_rule.ssh",
                        "security_group_id",
                        other,
                        "aws_security_group.web.id")),
                created("aws_security_group.web", GROUP, "{'id': true}"),
                created("aws_vpc_security_group_ingress_rule.ssh", SSH, "{'security_group_id': true}")));

        assertThat(unsure.unknown()).hasSize(1);
    }
}
