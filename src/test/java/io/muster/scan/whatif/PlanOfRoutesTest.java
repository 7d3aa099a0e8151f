package io.muster.scan.whatif;

import static io.muster.scan.whatif.PlanCase.change;
import static io.muster.scan.whatif.PlanCase.created;
import static io.muster.scan.whatif.PlanCase.deleted;
import static io.muster.scan.whatif.PlanCase.plan;
import static io.muster.scan.whatif.PlanCase.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.estate.NotRead;
import io.muster.inventory.kind.RouteTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes and entries of network ACLs in the plans that people make. */
class PlanOfRoutesTest {

    private static String route(String target) {
        return "{'route_table_id': 'rtb-1', 'destination_cidr_block': '0.0.0.0/0', " + target + "}";
    }

    /** The route of another address goes, and this one comes to the same destination: there is one afterwards. */
    @Test
    void aRouteThatMovesStays() {
        PlanCase moved = PlanCase.of(plan(
                created("aws_route.a", route("'nat_gateway_id': 'nat-1'"), "{'network_interface_id': true}"),
                deleted("aws_route.b", route("'gateway_id': 'igw-1'"))));

        assertThat(moved.routes()).containsExactly("0.0.0.0/0 nat-1");
    }

    /** The blocks of a table become resources, and resources become blocks. */
    @Test
    void aRouteLeavesItsTable() {
        String block = "{'cidr_block': '0.0.0.0/0', 'gateway_id': 'igw-1', 'ipv6_cidr_block': ''}";
        PlanCase out = PlanCase.of(plan(
                created("aws_route.a", route("'gateway_id': 'igw-1'"), "{}"),
                updated(
                        "aws_route_table.main",
                        "{'id': 'rtb-1', 'route': [" + block + "]}",
                        "{'id': 'rtb-1', 'route': []}")));
        PlanCase in = PlanCase.of(plan(
                updated(
                        "aws_route_table.main",
                        "{'id': 'rtb-1', 'route': []}",
                        "{'id': 'rtb-1', 'route': [" + block + "]}"),
                deleted("aws_route.z", route("'gateway_id': 'igw-1'"))));

        assertThat(out.routes()).isEqualTo(in.routes()).containsExactly("0.0.0.0/0 igw-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'gateway_id': 'igw-1', 'network_interface_id': 'eni-2', 'instance_id': 'i-2' | {} | igw-1",
                "'gateway_id': '', 'nat_gateway_id': 'nat-1' | {'network_interface_id': true} | nat-1",
                "'network_interface_id': 'eni-2' | {'instance_id': true} | eni-2",
                "'instance_id': 'i-2' | {'network_interface_id': true} | eni-2",
                "'core_network_arn': 'arn:aws:networkmanager::111122223333:core-network/core-network-1' | {} |"
                        + " arn:aws:networkmanager::111122223333:core-network/core-network-1"
            })
    void theTargetIsTheOneThatIsWritten(String target, String unknown, String expected) {
        assertThat(PlanCase.of(plan(created("aws_route.a", route(target), unknown)))
                        .routes())
                .containsExactly("0.0.0.0/0 " + expected);
    }

    @Test
    void aTargetThatIsKnownAfterApplyIsUnknown() {
        PlanCase unknown = PlanCase.of(plan(change(
                "aws_route.a",
                "'update'",
                route("'network_interface_id': 'eni-2'"),
                route("'network_interface_id': 'eni-2'"),
                "{'gateway_id': true}")));

        assertThatThrownBy(unknown::routes).isInstanceOf(NotRead.class);
    }

    @Test
    void theTableAndTheNetworkAclOfAVpcAreChanged() {
        PlanCase changed = PlanCase.of(plan(
                updated(
                        "aws_default_route_table.a",
                        "{'id': 'rtb-1', 'route': [{'cidr_block': '0.0.0.0/0'}]}",
                        "{'id': 'rtb-1', 'route': []}"),
                updated(
                        "aws_default_network_acl.a",
                        "{'id': 'acl-1', 'ingress': [{'rule_no': 100}]}",
                        "{'id': 'acl-1', 'ingress': []}")));

        assertThat(changed.routes()).isEmpty();
        assertThat(changed.entries()).isEmpty();
    }

    @Test
    void theLocalRouteStays() {
        PlanCase local = PlanCase.of(plan(updated(
                "aws_route_table.main",
                "{'id': 'rtb-1', 'route': []}",
                "{'id': 'rtb-1', 'route': [{'cidr_block': '10.0.0.0/16', 'gateway_id': 'local'},"
                        + " {'ipv6_cidr_block': '::/0', 'gateway_id': 'igw-1'}]}")));

        assertThat(local.routes()).containsExactly("::/0 igw-1");
        assertThat(allRoutes(local)).containsExactlyInAnyOrder("10.0.0.0/16 local", "::/0 igw-1");
    }

    /** Traffic within the VPC is led through an appliance, and back. */
    @Test
    void theLocalRouteGetsAnotherTarget() {
        String through = "{'cidr_block': '10.0.0.0/16', 'network_interface_id': 'eni-2'}";
        String table = "{'id': 'rtb-1', 'route': [%s]}";
        PlanCase exchanged =
                PlanCase.of(plan(updated("aws_route_table.main", table.formatted(""), table.formatted(through))));
        PlanCase bySingleRoute = PlanCase.of(plan(created(
                "aws_route.a",
                "{'route_table_id': 'rtb-1', 'destination_cidr_block': '10.0.0.0/16', 'network_interface_id': 'eni-2'}",
                "{}")));
        PlanCase restored = PlanCase.of(
                exchanged.after(),
                plan(updated(
                        "aws_route_table.main",
                        table.formatted(through),
                        table.formatted("{'cidr_block': '10.0.0.0/16', 'gateway_id': 'local'}"))));

        assertThat(allRoutes(exchanged)).containsExactly("10.0.0.0/16 eni-2");
        assertThat(allRoutes(bySingleRoute)).contains("10.0.0.0/16 eni-2").doesNotContain("10.0.0.0/16 local");
        assertThat(allRoutes(restored)).containsExactly("10.0.0.0/16 local");
    }

    private static List<String> allRoutes(PlanCase plan) {
        return plan.after().find(RouteTable.class, "rtb-1").orElseThrow().attributes().routes().stream()
                .map(route -> route.destination() + " " + route.target())
                .toList();
    }

    /** AWS's provider sends 0 for a port, type or code that is left out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'protocol': 'tcp', 'from_port': 22, 'to_port': 22 | 6 22-22",
                "'protocol': '6', 'from_port': null, 'to_port': null | 6 0-0",
                "'protocol': '-1', 'from_port': 0, 'to_port': 0 | -1 null-null",
                "'protocol': 'all' | -1 null-null",
                "'protocol': 'icmp', 'icmp_type': 8, 'icmp_code': -1 | 1 8-null",
                "'protocol': 'icmp', 'icmp_type': '8', 'icmp_code': '0' | 1 8-0",
                "'protocol': '1', 'icmp_type': null | 1 0-0",
                "'protocol': 'ipv6-icmp', 'icmp_type': -1, 'icmp_code': -1 | 58 null-null",
                "'protocol': 'esp' | 50 null-null"
            })
    void anEntryOfANetworkAcl(String attributes, String expected) {
        PlanCase entry = PlanCase.of(plan(created(
                "aws_network_acl_rule.a",
                "{'network_acl_id': 'acl-1', 'rule_number': 90, 'rule_action': 'DENY', 'cidr_block': '10.0.0.0/8', "
                        + attributes + "}",
                "{'id': true}")));

        assertThat(entry.entries())
                .containsExactly("90 deny " + expected + " 10.0.0.0/8", "100 allow -1 null-null 0.0.0.0/0");
    }

    /** The entry of another address goes, and this one has its number. */
    @Test
    void anEntryThatMovesStays() {
        String entry = "{'network_acl_id': 'acl-1', 'rule_number': 100, 'egress': false, 'rule_action': 'allow',"
                + " 'protocol': '-1', 'cidr_block': '%s'}";

        PlanCase moved = PlanCase.of(plan(
                created("aws_network_acl_rule.a", entry.formatted("10.0.0.0/8"), "{}"),
                deleted("aws_network_acl_rule.b", entry.formatted("0.0.0.0/0")),
                deleted("aws_network_acl_rule.c", "{'network_acl_id': 'acl-1'}")));

        assertThat(moved.entries()).containsExactly("100 allow -1 null-null 10.0.0.0/8");
        assertThat(moved.ignored()).containsExactly("aws_network_acl_rule.c: the plan does not tell the rule_number");
    }
}
