package io.muster.graphql;

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

/** Filters of resources: what all kinds have, and fields of a kind's own. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class ResourceFilterTest {

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
        store.put("sg-1", Samples.group("web", "vpc-1"));
        store.put("vol-1", Samples.volume(true, "i-web"));
        store.put("vol-2", Samples.volume(false, null));
    }

    private String profile() {
        String role = store.put(
                Store.SCOPE.global(),
                "app",
                null,
                Map.of(),
                new Role("/", Documents.tree("{}"), List.of(), List.of(), null, null, null, null, null, null, null),
                Store.T0);
        return store.put(
                Store.SCOPE.global(), "p", null, Map.of(), new InstanceProfile("AIPA1", "/", role, null), Store.T0);
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
    void instancesAreFilteredByTheirFields(String filter, String expected) {
        Filters.check("instances", filter, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            encrypted: true                  | vol-1
            encrypted: false                 | vol-2
            attached: true                   | vol-1
            attached: false                  | vol-2
            attached: true, encrypted: false |
            """)
    void volumesAreFilteredByTheirFields(String filter, String expected) {
        Filters.check("volumes", filter, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kinds: [VOLUME, SECURITY_GROUP]               | sg-1 vol-1 vol-2
            kinds: []                                     |
            search: "web"                                 | i-web
            kinds: [INSTANCE], withFindings: {ids: []}    |
            """)
    void resourcesAreFilteredByCommonFields(String filter, String expected) {
        Filters.check("resources", filter, expected);
    }
}
