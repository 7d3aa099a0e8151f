package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.muster.inventory.kind.InstanceState;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters that name what does not exist are refused, with the nearest name that does. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class FilterNamesTest {

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        store.put("i-web", Samples.instance(InstanceState.RUNNING, "vpc-1", "subnet-1", List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resources(filter: {kinds: [ACCOUNT_SETTINGS]})           | filter.kinds[0]      | ACCOUNT_SETTINGS is not collected. Did you mean
            resources(filter: {kinds: [VPC, ACCOUNT_SETTINGS]})      | filter.kinds[1]      | ACCOUNT_SETTINGS is not collected
            instances(filter: {regions: ["eu-wset-1"]})              | filter.regions[0]    | eu-wset-1 is not a known region. Did you mean eu-west-1?
            instances(filter: {accountIds: ["111122223334"]})        | filter.accountIds[0] | 111122223334 is not a registered account that the caller may see
            findings(filter: {ruleIds: ["ec2-imdsv1"]})              | filter.ruleIds[0]    | ec2-imdsv1 is not a rule. Did you mean
            findings(filter: {framework: "AWS-FSPB"})                | filter.framework     | AWS-FSPB is not a framework that a rule names. Did you mean AWS-FSBP?
            findings(filter: {framework: "CIS-5.0", control: "6.3"}) | filter.control       | CIS-5.0 6.3 is not a framework's control that a rule names. Did you mean CIS-5.0
            findings(filter: {control: "EC2.19x"})                  | filter.control       | EC2.19x is not a control that a rule names. Did you mean EC2.19?
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
            rules(filter: {control: "x"})                           | { ruleId } | filter.control
            rules(filter: {framework: "CIS-5.0", control: "EC2.8"})                           | { ruleId } | filter.control
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
}
