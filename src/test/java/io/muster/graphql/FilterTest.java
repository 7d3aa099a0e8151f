package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.muster.finding.FindingStatus;
import io.muster.inventory.Documents;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ReadsOnly.class)
class FilterTest {

    private static final Scope ELSEWHERE = Scope.of("444455556666", "us-east-1");

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        String web = store.put(
                Store.SCOPE,
                "i-web",
                "100%_Web",
                Map.of("env", "prod", "team", "a"),
                Samples.instance(
                        InstanceState.RUNNING,
                        "vpc-1",
                        "subnet-1",
                        List.of("sg-1", "sg-2"),
                        HttpTokens.OPTIONAL,
                        "203.0.113.1",
                        null),
                Store.T0);
        store.put(
                Store.SCOPE,
                "i-db",
                "database",
                Map.of("env", "test"),
                Samples.instance(
                        InstanceState.STOPPED,
                        "vpc-1",
                        "subnet-2",
                        List.of("sg-2"),
                        HttpTokens.REQUIRED,
                        null,
                        profile()),
                Store.T0.plusSeconds(60));
        store.put(
                ELSEWHERE,
                "i-far",
                null,
                Map.of(),
                Samples.instance(InstanceState.RUNNING, "vpc-2", "subnet-3", List.of()),
                Store.T0);
        String gone = store.put("i-gone", Samples.instance(InstanceState.TERMINATED, "vpc-1", null, List.of()));
        store.delete(gone, Store.T0, Store.LISTED);
        store.find("net-1", web, Severity.HIGH, FindingStatus.OPEN, Store.T0);
        groupsAndVolumes();
    }

    private String profile() {
        String role = store.put(
                Store.SCOPE.global(),
                "app",
                null,
                Map.of(),
                new Role("/", Documents.tree("{}"), List.of(), List.of(), null, null, null, null),
                Store.T0);
        return store.put(
                Store.SCOPE.global(), "p", null, Map.of(), new InstanceProfile("AIPA1", "/", role, null), Store.T0);
    }

    private void groupsAndVolumes() {
        store.put("sg-1", Samples.group("web", "vpc-1", Samples.ingress("tcp", 443, 443, "0.0.0.0/0")));
        store.put("sg-2", Samples.group("office", "vpc-1", Samples.ingress("tcp", 20, 25, "198.51.100.0/24")));
        store.put("sg-3", Samples.group("default", "vpc-1", Samples.ingress("-1", null, null, "2001:db8::/32")));
        store.put("eni-1", Samples.networkInterface("vpc-1", "subnet-1", "i-web", List.of("sg-1")));
        store.put("vol-1", Samples.volume(true, "i-web"));
        store.put("vol-2", Samples.volume(false, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                              | i-db i-far i-web
            ids: null                                                       | i-db i-far i-web
            ids: []                                                         |
            ids: ["arn:aws:ec2:eu-central-1:111122223333:instance/i-db"]    | i-db
            resourceIds: ["i-db", "i-web", "i-none"]                        | i-db i-web
            accountIds: ["444455556666"]                                    | i-far
            regions: ["eu-central-1"]                                       | i-db i-web
            regions: ["eu-central-1"], accountIds: ["444455556666"]         |
            tags: [{key: "env"}]                                            | i-db i-web
            tags: [{key: "env", values: ["prod", "dev"]}]                   | i-web
            tags: [{key: "env", values: []}]                                |
            tags: [{key: "env", values: ["test"]}, {key: "team"}]           | i-db i-web
            tags: []                                                        |
            search: "DATA"                                                  | i-db
            search: "0%_w"                                                  | i-web
            search: "%"                                                     | i-web
            search: "-FAR"                                                  | i-far
            search: "x_x"                                                   |
            changedAfter: "2026-11-01T00:00:30Z"                            | i-db
            changedAfter: "2026-11-01T01:00:30+01:00"                       | i-db
            withFindings: {}                                                | i-web
            withFindings: {severityAtLeast: MEDIUM, statuses: [OPEN]}       | i-web
            withFindings: {severityAtLeast: CRITICAL}                       |
            withFindings: {ruleIds: []}                                     |
            includeDeleted: true, accountIds: ["111122223333"]              | i-db i-gone i-web
            includeDeleted: null                                            | i-db i-far i-web
            states: [RUNNING]                                               | i-far i-web
            states: [RUNNING, STOPPED]                                      | i-db i-far i-web
            states: []                                                      |
            instanceTypes: ["m7g.large"]                                    | i-db i-far i-web
            vpcIds: ["vpc-2"]                                               | i-far
            subnetIds: ["subnet-2", "subnet-3"]                             | i-db i-far
            securityGroupIds: ["sg-1"]                                      | i-web
            securityGroupIds: ["sg-2", "sg-9"]                              | i-db i-web
            httpTokens: OPTIONAL                                            | i-web
            hasPublicIp: true                                               | i-web
            hasPublicIp: false                                              | i-db i-far
            imageIds: ["ami-1"]                                             |
            roleArns: ["arn:aws:iam::111122223333:role/app", "arn:x"]       | i-db
            roleArns: ["arn:x"]                                             |
            roleArns: []                                                    |
            """)
    void instances(String filter, String expected) {
        check("instances", filter, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                            | sg-1 sg-2 sg-3
            isDefault: true                               | sg-3
            isDefault: false                              | sg-1 sg-2
            inUse: true                                   | sg-1
            inUse: false                                  | sg-2 sg-3
            groupNames: ["web", "office"]                 | sg-1 sg-2
            admitsCidr: "0.0.0.0/0"                       | sg-1 sg-2
            admitsCidr: "198.51.100.77"                   | sg-1 sg-2
            admitsCidr: "198.51.101.0/24"                 | sg-1
            admitsCidr: "2001:db8:1::/48"                 | sg-3
            admitsCidr: "::/0"                            | sg-3
            admitsPort: 22                                | sg-2 sg-3
            admitsPort: 443                               | sg-1 sg-3
            admitsCidr: "198.51.100.0/25", admitsPort: 22 | sg-2
            admitsCidr: "8.8.8.8", admitsPort: 22         |
            """)
    void securityGroups(String filter, String expected) {
        check("securityGroups", filter, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            encrypted: true                  | vol-1
            encrypted: false                 | vol-2
            attached: true                   | vol-1
            attached: false                  | vol-2
            attached: true, encrypted: false |
            """)
    void volumes(String filter, String expected) {
        check("volumes", filter, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kinds: [VOLUME, SECURITY_GROUP]               | sg-1 sg-2 sg-3 vol-1 vol-2
            kinds: []                                     |
            search: "web"                                 | i-web
            kinds: [INSTANCE], withFindings: {ids: []}    |
            """)
    void resources(String filter, String expected) {
        check("resources", filter, expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999.0.0.0/8", "10.0.0.0/33", "example.org", "10.0.0.0/8/8", ""})
    void refusesWhatIsNoRange(String cidr) {
        ask(
                        "query($cidr: String) { securityGroups(filter: {admitsCidr: $cidr}) { nodes { id } } }",
                        Map.of("cidr", cidr))
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].message", equalTo("admitsCidr: not an IPv4 or IPv6 range"));
    }

    private static void check(String root, String filter, String expected) {
        String literal = filter.equals("{}") ? "{}" : "{" + filter + "}";
        List<String> found = ask("{ " + root + "(filter: " + literal + ") { nodes { resourceId } totalCount } }")
                .body("errors", nullValue())
                .extract()
                .path("data." + root + ".nodes.resourceId");
        assertThat(found).containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(" ", -1)));
    }
}
