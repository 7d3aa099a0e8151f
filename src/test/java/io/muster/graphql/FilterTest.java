package io.muster.graphql;

import static io.muster.estate.MadeGroup.group;
import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.reach.InternetIngress;
import io.muster.finding.FindingStatus;
import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
            admitsCidr: "0.0.0.0/0"                       | sg-1
            admitsCidr: "198.51.100.77"                   | sg-1 sg-2
            admitsCidr: "198.51.101.0/24"                 | sg-1
            admitsCidr: "2001:db8:1::/48"                 | sg-3
            admitsCidr: "::/0"                            |
            overlapsCidr: "0.0.0.0/0"                     | sg-1 sg-2
            overlapsCidr: "::/0"                          | sg-3
            overlapsCidr: "198.51.100.0/22"               | sg-1 sg-2
            overlapsCidr: "10.0.0.0/8"                    | sg-1
            overlapsCidr: "0.0.0.0/0", admitsPort: 22     | sg-2
            openToInternet: true                          | sg-1
            openToInternet: false                         | sg-2 sg-3
            openToInternet: true, admitsPort: 443         | sg-1
            openToInternet: true, admitsPort: 22          |
            openToInternet: true, overlapsCidr: "::/0"    |
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

    /** Several rules together, halves and pieces, prefix lists, families, ports and protocols: as the rules judge them. */
    @Test
    void openToInternetMeansWhatTheRulesMean() {
        List<Estates.Made<PrefixList>> lists = List.of(
                Made.prefixList("pl-half", "half", Store.ACCOUNT, "128.0.0.0/1"),
                Made.prefixList("pl-office", "office", Store.ACCOUNT, "198.51.100.0/24"),
                Made.prefixList("pl-bad", "bad", Store.ACCOUNT, "0.0.0.0/0", "no range"),
                Made.prefixList("pl-cdn", "com.amazonaws.global.cloudfront.origin-facing", "AWS", "1.0.0.0/6"),
                Made.unreadableList("pl-secret", "secret", Store.ACCOUNT));
        List<MadeGroup> groups = List.of(
                group("sg-a01").in("tcp", 22, 22, "0.0.0.0/1").in("tcp", 22, 22, "128.0.0.0/1"),
                group("sg-a02").in("tcp", 22, 22, "10.0.0.0/8"),
                group("sg-a03").in("tcp", 22, 22, "8.0.0.0/8"),
                group("sg-a04").in("tcp", 22, 22, "8.0.0.0/9"),
                group("sg-a05").in("tcp", 22, 22, "8.0.0.0/9").in("tcp", 22, 22, "8.128.0.0/9"),
                group("sg-a06").in("tcp", 22, 22, "8.0.0.0/9").in("tcp", 23, 23, "8.128.0.0/9"),
                group("sg-a07").in("tcp", 20, 25, "8.0.0.0/9").in("-1", null, null, "8.128.0.0/9"),
                group("sg-a08").in("tcp", 20, 25, "8.0.0.0/9").in("udp", 20, 25, "8.128.0.0/9"),
                group("sg-a09").in("tcp", 22, 22, "::/0"),
                group("sg-a10").in("tcp", 22, 22, "2001:db8::/32"),
                group("sg-a11").in("tcp", 22, 22, "2000::/12"),
                group("sg-a12").in("tcp", 22, 22, "2600::/13").in("tcp", 22, 22, "2608::/13"),
                group("sg-a13").in("tcp", 22, 22, "2600::/13"),
                group("sg-a14").inFromList("tcp", 22, 22, "pl-half"),
                group("sg-a15").inFromList("tcp", 22, 22, "pl-office"),
                group("sg-a16").inFromList("tcp", 22, 22, "pl-bad"),
                group("sg-a17").inFromList("tcp", 22, 22, "pl-cdn"),
                group("sg-a18").inFromList("tcp", 22, 22, "pl-secret"),
                group("sg-a19").inFromList("tcp", 22, 22, "pl-none"),
                group("sg-a20").inFromGroup("sg-a01"),
                group("sg-a21").in("icmp", 8, -1, "0.0.0.0/0"),
                group("sg-a22").in("6", 22, 22, "0.0.0.0/0"),
                group("sg-a23").in("tcp", -1, -1, "0.0.0.0/0"),
                group("sg-a24").in("tcp", 23, 22, "0.0.0.0/0"),
                group("sg-a25").in("tcp", 22, 22, "224.0.0.0/3"),
                group("sg-a26").in("tcp", 22, 22, "no range"),
                group("sg-a27"));
        Estates made = Estates.estate();
        lists.forEach(made::with);
        groups.forEach(made::with);
        Estate estate = made.build();
        Stream.concat(lists.stream(), groups.stream())
                .map(Estates.Made::resource)
                .forEach(resource -> store.put(resource.resourceId(), resource.attributes()));

        assertThat(open(""))
                .isNotEmpty()
                .containsExactlyElementsOf(judged(
                        groups,
                        estate,
                        ingress -> Stream.of("tcp", "udp", "icmp", "-1")
                                .anyMatch(
                                        protocol -> !ingress.openPorts(protocol).isEmpty())));
        for (int port : new int[] {8, 22, 23}) {
            assertThat(open(", admitsPort: " + port))
                    .containsExactlyElementsOf(judged(
                            groups,
                            estate,
                            ingress -> Stream.of("tcp", "udp")
                                    .anyMatch(protocol ->
                                            ingress.openPorts(protocol).contains(port))));
        }
    }

    private static List<String> open(String more) {
        return ask("{ securityGroups(first: 100, filter: {openToInternet: true, search: \"sg-a\"" + more
                        + "}) { nodes { resourceId } } }")
                .body("errors", nullValue())
                .extract()
                .path("data.securityGroups.nodes.resourceId");
    }

    private static List<String> judged(List<MadeGroup> groups, Estate estate, Predicate<InternetIngress> open) {
        return groups.stream()
                .map(MadeGroup::resource)
                .filter(group -> open.test(InternetIngress.of(group.attributes(), estate)))
                .map(Resource::resourceId)
                .toList();
    }

    @Test
    void asksForTheTrafficOfThen() {
        store.scanned(Store.T0);
        store.change(
                "arn:aws:ec2:eu-central-1:111122223333:security-group/sg-1",
                Samples.group("web", "vpc-1", Samples.ingress("tcp", 443, 443, "10.0.0.0/8")),
                Store.T0.plusSeconds(60));
        check("securityGroups", "openToInternet: true", null);
        ask("{ securityGroups(at: \"2026-11-01T00:00:30Z\", filter: {openToInternet: true}) { nodes { resourceId } totalCount } }")
                .body("errors", nullValue())
                .body("data.securityGroups.nodes.resourceId", contains("sg-1"))
                .body("data.securityGroups.totalCount", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resources(filter: {kinds: [ACCOUNT_SETTINGS]})           | filter.kinds[0]      | ACCOUNT_SETTINGS is not collected. Did you mean
            resources(filter: {kinds: [VPC, ACCOUNT_SETTINGS]})      | filter.kinds[1]      | ACCOUNT_SETTINGS is not collected
            instances(filter: {regions: ["eu-wset-1"]})              | filter.regions[0]    | eu-wset-1 is not a known region. Did you mean eu-west-1?
            instances(filter: {accountIds: ["111122223334"]})        | filter.accountIds[0] | 111122223334 is not a registered account that the caller may see
            findings(filter: {ruleIds: ["ec2-imdsv1"]})              | filter.ruleIds[0]    | ec2-imdsv1 is not a rule. Did you mean
            findings(filter: {framework: "AWS-FSPB"})                | filter.framework     | AWS-FSPB is not a framework that a rule names. Did you mean AWS-FSBP?
            findings(filter: {control: "EC2.1900"})                  | filter.control       | EC2.1900 is not a control that a rule names. Did you mean EC2.19?
            findings(filter: {resourceKinds: [ACCOUNT_SETTINGS]})    | filter.resourceKinds[0] | ACCOUNT_SETTINGS is not collected
            instances(filter: {withFindings: {ruleIds: ["nothing"]}}) | filter.withFindings.ruleIds[0] | nothing is not a rule
            coverage(filter: {regions: ["mars-1"]})                  | filter.regions[0]    | mars-1 is not a known region
            accounts(filter: {accountIds: ["1"]})                    | filter.accountIds[0] | 1 is not a registered account that the caller may see
            scans(filter: {accountIds: ["1"]})                       | filter.accountIds[0] | 1 is not a registered account that the caller may see
            """)
    void refusesNamesOfNothing(String list, String field, String message) {
        refused("{ " + list + " { totalCount } }", field, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resourceStats(groupBy: [], filter: {kinds: [ACCOUNT_SETTINGS]}) | { count }  | filter.kinds[0]
            findingStats(groupBy: [], filter: {ruleIds: ["x"]})       | { count }  | filter.ruleIds[0]
            findingTrend(from: 0, to: 0, interval: DAY, filter: {regions: ["x"]}) | { value } | filter.regions[0]
            findingFlow(from: 0, to: 0, interval: DAY, filter: {regions: ["x"]}) | { opened } | filter.regions[0]
            findingAges(filter: {ruleIds: ["x"]}, groupBy: []) | { count } | filter.ruleIds[0]
            findingTagStats(filter: {accountIds: ["x"]}, tagKey: "a") | { count } | filter.accountIds[0]
            coverageStats(groupBy: [], filter: {kinds: [ACCOUNT_SETTINGS]}) | { cells }  | filter.kinds[0]
            rules(filter: {framework: "x"})                           | { ruleId } | filter.framework
            rules(filter: {ruleIds: ["x"]})                           | { ruleId } | filter.ruleIds[0]
            """)
    void refusesNamesOfNothingInNumbersToo(String root, String selection, String field) {
        refused("{ " + root + " " + selection + " }", field, "");
    }

    @Test
    void refusesNamesOfNothingBelowAResource() {
        ask("{ instances { nodes { resourceId findings(filter: {ruleIds: [\"x\"]}) { id } } } }")
                .body("errors[0].extensions.violations[0].field", equalTo("filter.ruleIds[0]"));
    }

    private static void refused(String document, String field, String message) {
        ask(document)
                .body("data", nullValue())
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].extensions.violations[0].field", equalTo(field))
                .body("errors[0].message", startsWith(field + ": " + message));
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
