package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.muster.finding.FindingStatus;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts, resources and findings by the organizational units and the tags of their accounts. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class OrganizationFilterTest {

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        account("111111111111", "/Production", "{\"team\": \"a\"}", false);
        account("222222222222", "/Production/Payments", "{\"team\": \"b\"}", false);
        account("333333333333", "/Productions", null, false);
        account("444444444444", "/Production", "{\"team\": \"a\"}", true);
        account("555555555555", null, null, false);
    }

    private void account(String id, String path, String tags, boolean left) {
        store.update(
                "insert into account (account_id, name, registered_at, source, organization_path, organization_units,"
                        + " organization_tags, left_organization_at) values (?, ?, now(), ?, ?, '{r-1}', ?,"
                        + " case when ?::boolean then now() end)",
                id,
                "account " + id.charAt(0),
                path == null ? "REGISTERED" : "ORGANIZATION",
                path,
                tags,
                String.valueOf(left));
        String volume = store.put(
                Scope.of(id, Store.REGION),
                "vol-" + id.charAt(0),
                null,
                Map.of(),
                Samples.volume(true, null),
                Store.T0);
        store.update(
                "insert into cell (account_id, region, kind, state, resources, last_complete_at, last_attempt_at)"
                        + " values (?, ?, 'VOLUME', 'COMPLETE', 1, now(), now())",
                id,
                Store.REGION);
        store.find("volume-1", volume, Severity.HIGH, FindingStatus.OPEN, Store.T0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ouPaths: ["/Production"]                                                       | 1 2
            ouPaths: ["/Production/Payments", "/Productions/"]                             | 2 3
            ouPaths: ["/"]                                                                 | 1 2 3
            ouPaths: ["/Production/*"]                                                     | 1 2
            ouPaths: []                                                                    |
            accountTags: [{key: "team"}]                                                   | 1 2 4
            accountTags: [{key: "team", values: ["b", "c"]}]                               | 2
            accountTags: [{key: "team", values: ["a"]}], ouPaths: ["/Production"]          | 1
            """)
    void anAccountsPlaceIsAFilterOfAllThatIsInIt(String filter, String expected) {
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(" "));

        Map<String, Object> found =
                ask("""
                {
                  accounts(filter: {%1$s}) { nodes { accountId } }
                  resources(filter: {%1$s}) { nodes { resourceId } totalCount }
                  volumes(filter: {%1$s}) { nodes { resourceId } }
                  findings(filter: {%1$s}) { nodes { resourceId } }
                  findingStats(groupBy: [ACCOUNT], filter: {%1$s}) { accountId count }
                  resourceStats(groupBy: [ACCOUNT], filter: {%1$s}) { accountId count }
                }
                """.formatted(filter)).body("errors", nullValue()).extract().path("data");

        Map<String, List<String>> ids = Map.of(
                "accounts", first(found, "accounts", "accountId"),
                "resources", first(found, "resources", "resourceId"),
                "volumes", first(found, "volumes", "resourceId"),
                "findings", first(found, "findings", "resourceId"),
                "findingStats", numbers((List<?>) found.get("findingStats"), "accountId"),
                "resourceStats", numbers((List<?>) found.get("resourceStats"), "accountId"));
        assertThat(ids)
                .allSatisfy((field, numbers) -> assertThat(numbers).as(field).isEqualTo(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /production          | Did you mean /Production?
            /Production/Payment/ | Did you mean /Production/Payments?
            /Prod                |
            Production           | Did you mean /Production?
            """)
    void aUnitWithoutARegisteredAccountIsRefused(String path, String nearest) {
        ask("{ findings(filter: {ouPaths: [\"/Production\", \"" + path + "\"]}) { totalCount } }")
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].extensions.violations[0].field", equalTo("filter.ouPaths[1]"))
                .body(
                        "errors[0].message",
                        startsWith("filter.ouPaths[1]: " + path
                                + " is no unit with a registered account that the caller may see"))
                .body("errors[0].message", containsString(nearest == null ? "" : nearest));
    }

    private static List<String> first(Map<String, Object> data, String field, String id) {
        return numbers((List<?>) ((Map<?, ?>) data.get(field)).get("nodes"), id);
    }

    /** Of an account the digit that it is of, of a volume the same. */
    private static List<String> numbers(List<?> rows, String id) {
        return rows.stream()
                .map(row -> ((Map<?, ?>) row).get(id).toString())
                .map(text -> text.substring(text.length() - 1))
                .sorted()
                .toList();
    }

    @Test
    void anAccountShowsItsPlace() {
        ask("{ account(accountId: \"222222222222\") { source ouPath leftOrganizationAt accountTags { key value } } }")
                .body("data.account.source", equalTo("ORGANIZATION"))
                .body("data.account.ouPath", equalTo("/Production/Payments"))
                .body("data.account.leftOrganizationAt", nullValue())
                .body("data.account.accountTags", contains(hasEntry("value", "b")));
        ask("{ account(accountId: \"555555555555\") { source ouPath accountTags { key } } }")
                .body("data.account.source", equalTo("REGISTERED"))
                .body("data.account.ouPath", nullValue())
                .body("data.account.accountTags", nullValue());
    }
}
