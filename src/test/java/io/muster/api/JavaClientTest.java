package io.muster.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.example.Estate;
import io.muster.example.ListEstate;
import io.muster.example.MusterApi;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.smallrye.graphql.client.GraphQLClientException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client of examples/java-client against the running service. */
@QuarkusTest
class JavaClientTest {

    private MusterApi api;

    @BeforeEach
    void connect() {
        Api.register(Api.SHOP, "eu-central-1");
        Api.scanned(Api.SHOP, "{}");
        api = ListEstate.connect("http://localhost:" + RestAssured.port + "/graphql", null);
    }

    @Test
    void listsAllFindingsAndInstancesPageByPage() {
        // given
        JsonPath open =
                Api.query("{ findings(first: 500, filter: {statuses: [OPEN]}) { totalCount nodes { resourceId } } }");
        List<String> findings = open.getList("findings.nodes.resourceId");
        List<String> instances = Api.query(
                        "{ instances(first: 500, filter: {states: [RUNNING]}) { nodes { resourceId } } }")
                .getList("instances.nodes.resourceId");
        assertThat(findings).hasSizeGreaterThan(7);
        assertThat(instances).hasSizeGreaterThan(7);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        // when
        ListEstate.print(new Estate(api, 7), new PrintStream(printed, true, UTF_8));

        // then
        List<String> lines = printed.toString(UTF_8).lines().toList();
        assertThat(column(lines, "finding", 4).toList())
                .hasSize(open.getInt("findings.totalCount"))
                .startsWith(findings.toArray(String[]::new));
        assertThat(column(lines, "instance", 4).toList()).containsExactlyElementsOf(instances);
        assertThat(column(lines, "instance", 1)).containsOnly("RUNNING");
    }

    @Test
    void aRefusalHasItsCode() {
        assertThatThrownBy(() -> api.findings(null, 501, null))
                .isInstanceOfSatisfying(
                        GraphQLClientException.class,
                        refusal -> assertThat(refusal.getErrors())
                                .singleElement()
                                .satisfies(error -> assertThat(error.getCode()).isEqualTo("BAD_REQUEST")));
    }

    private static Stream<String> column(List<String> lines, String kind, int column) {
        return lines.stream()
                .map(line -> line.split("\t", -1))
                .filter(cells -> cells[0].equals(kind))
                .map(cells -> cells[column]);
    }
}
