package io.muster.scan.whatif;

import static io.muster.scan.whatif.PlanCase.change;
import static io.muster.scan.whatif.PlanCase.created;
import static io.muster.scan.whatif.PlanCase.plan;
import static io.muster.scan.whatif.PlanCase.updated;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan may be of several accounts and regions, and of what is no change of AWS. */
class PlanPlacesTest {

    private static final String TRUST = "'assume_role_policy': '{\\\"Statement\\\": []}'";

    /** Roles have the same names in all accounts of a team, and a plan may change them by several providers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'region': {'constant_value': 'us-east-1'} | {} | false",
                "'assume_role': [{'role_arn': {'constant_value': 'arn:aws:iam::444455556666:role/deploy'}}] | {} | true",
                "'assume_role': [{'role_arn': {'constant_value': 'arn:aws:iam::111122223333:role/deploy'}}] | {} | false",
                "'assume_role': [{'role_arn': {'constant_value': 'arn:aws:iam::111122223333:role/hub'}}, {'role_arn': {'constant_value': 'arn:aws:iam::444455556666:role/member'}}] | {} | true",
                "'assume_role': [{'role_arn': {'references': {'a': 'var.role'}}}] | {} | false",
                "'assume_role': [] | {} | false",
                "'assume_role': [{'role_arn': {'references': ['var.role']}}] | {'role': {'value': 'arn:aws:iam::444455556666:role/deploy'}} | true",
                "'assume_role': [{'role_arn': {'references': ['var.account']}}] | {'account': {'value': '444455556666'}} | true",
                "'assume_role': [{'role_arn': {'references': ['var.account', 'var.role']}}] | {'account': {'value': '444455556666'}} | false",
                "'allowed_account_ids': {'constant_value': ['444455556666']} | {} | true",
                "'allowed_account_ids': {'constant_value': ['444455556666', '111122223333']} | {} | false"
            })
    void aRoleOfAnotherAccount(String provider, String variables, boolean ignored) {
        PlanCase read = PlanCase.of(ofProvider(
                "aws_iam_role.ci",
                created("aws_iam_role.ci", "{'name': 'ci', " + TRUST + "}", "{}"),
                provider,
                variables));

        assertThat(read.ignored().contains("aws_iam_role.ci: it is of the account 444455556666"))
                .isEqualTo(ignored);
        assertThat(read.ignored()).hasSize(ignored ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'region': {'constant_value': 'us-east-1'} | {} | true",
                "'region': {'constant_value': 'eu-central-1'} | {} | false",
                "'region': {'references': ['var.region']} | {'region': {'value': 'us-east-1'}} | true",
                "'region': {'references': ['var.region']} | {'region': {'value': 'x'}} | false",
                "'region': {'references': ['data.x.y']} | {} | false"
            })
    void aRouteOfAnotherRegion(String provider, String variables, boolean ignored) {
        String route = created(
                "module.vpc[0].aws_route.a",
                "{'route_table_id': 'rtb-1', 'destination_cidr_block': '198.51.100.0/24', 'gateway_id': 'igw-1'}",
                "{}");
        PlanCase read = PlanCase.of(ofProvider("module.vpc[0].aws_route.a", route, provider, variables));

        assertThat(read.ignored().contains("module.vpc[0].aws_route.a: it is of the region us-east-1"))
                .isEqualTo(ignored);
        assertThat(read.routes()).hasSize(ignored ? 1 : 2);
    }

    private static String ofProvider(String address, String change, String provider, String variables) {
        String resource = "{'address': '" + address.replaceFirst("module\\.vpc\\[0]\\.", "")
                + "', 'provider_config_key': 'aws.other', 'expressions': {}}";
        String root = address.startsWith("module.")
                ? "'module_calls': {'vpc': {'module': {'resources': [" + resource + "]}}}"
                : "'resources': [" + resource + "]";
        return "{'resource_changes': [" + change + "], 'variables': " + variables
                + ", 'configuration': {'provider_config': {'aws.other': {'name': 'aws', 'alias': 'other', 'expressions': {"
                + provider + "}}}, 'root_module': {" + root + "}}}";
    }

    @Test
    void aResourceTellsItsPlaceItself() {
        PlanCase read = PlanCase.of(plan(
                updated(
                        "aws_iam_role.r",
                        "{'name': 'r-1', 'arn': 'arn:aws:iam::444455556666:role/r-1', " + TRUST + "}",
                        "{'name': 'r-1', 'assume_role_policy': '{}'}"),
                updated(
                        "aws_security_group.s",
                        "{'id': 'sg-1', 'arn': 'arn:aws:ec2:us-east-1:111122223333:security-group/sg-1', 'ingress': [{}]}",
                        "{'id': 'sg-1', 'ingress': []}"),
                created(
                        "aws_route.a",
                        "{'region': 'us-west-2', 'route_table_id': 'rtb-1', 'destination_cidr_block': '::/0', 'gateway_id': 'igw-1'}",
                        "{}")));

        assertThat(read.ignored())
                .containsExactlyInAnyOrder(
                        "aws_iam_role.r: it is of the account 444455556666",
                        "aws_security_group.s: it is of the region us-east-1",
                        "aws_route.a: it is of the region us-west-2");
    }

    /** What is read, forgotten, imported or moved as it is stays as it is; Terraform leaves out the list of a plan without resources. */
    @Test
    void whatIsNoChangeIsNone() {
        PlanCase none = PlanCase.of(plan(
                change("aws_route.a", "'no-op'", "{'route_table_id': 'rtb-1'}", "{'route_table_id': 'rtb-1'}", "{}")
                        .replace("'mode'", "'previous_address': 'aws_route.b', 'mode'"),
                change("aws_iam_role.a", "'forget'", "{'name': 'r-1'}", "null", "{}"),
                change("data.aws_iam_role.b", "'delete'", "{'name': 'r-1'}", "null", "{}")
                        .replace("'managed'", "'data'")
                        .replace("'type': 'data'", "'type': 'aws_iam_role'"),
                change("aws_iam_role.c", "'read'", "null", "{}", "{'name': true}")));

        assertThat(none.ignored()).isEmpty();
        assertThat(none.unknown()).isEmpty();
        assertThat(PlanCase.of("{'format_version': '0.2', 'planned_values': {}}")
                        .ignored())
                .isEmpty();
    }

    @Test
    void whatTerraformPutsOffIsNamed() {
        PlanCase deferred =
                PlanCase.of("{'resource_changes': [], 'deferred_changes': [{'reason': 'provider_config_unknown',"
                        + " 'resource_change': " + created("aws_route.a", "{}", "{}") + "}, {'resource_change': "
                        + created("aws_eip.a", "{}", "{}") + "}]}");

        assertThat(deferred.unknown()).containsExactly("aws_route.a: Terraform puts it off: provider_config_unknown");
        assertThat(deferred.ignored()).containsExactly("aws_eip.a: Terraform puts it off: unknown");
    }

    /** A change of which nothing is known before it is made. */
    @Test
    void aResourceThatIsUnknownAsAWhole() {
        PlanCase read = PlanCase.of(plan(
                change("aws_route.a", "'create'", "null", "null", "true"),
                change("aws_security_group_rule.a", "'create'", "null", "null", "true"),
                change("aws_iam_role_policy.a", "'create'", "null", "null", "true"),
                change("aws_iam_role.a", "'create'", "null", "null", "true")));

        assertThat(read.unknown())
                .containsExactlyInAnyOrder(
                        "aws_route.a: route_table_id is known after apply",
                        "aws_security_group_rule.a: security_group_id is known after apply",
                        "aws_iam_role_policy.a: role is known after apply",
                        "aws_iam_role.a: name is known after apply");
    }
}
