package io.muster.scan;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsOperation;
import io.muster.collect.Collectors;
import io.muster.demo.DemoFaults;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scans whose answers are successes by their status and no answers by their content, for every operation there is. */
@QuarkusTest
class WrongAnswersScanTest {

    private static final String STANDING = "select count(*) from resource where deleted_at is null";

    /** Without the findings that tell of the gaps themselves. */
    private static final String OPEN =
            "select count(*) from finding where status = 'OPEN' and rule_id <> 'inventory-collection-gap'";

    private static final String COMPLETE = "select count(*) from cell where state = 'COMPLETE'";

    /** Of things that the account has none of, and of an organization that is not configured. */
    private static final Set<String> NOT_ASKED = Set.of(
            "ec2:DescribeTransitGatewayConnects",
            "ec2:DescribeTransitGatewayPeeringAttachments",
            "iam:GetPolicy",
            "iam:GetPolicyVersion",
            "organizations:DescribeEffectivePolicy",
            "organizations:DescribePolicy",
            "organizations:ListPolicies",
            "organizations:ListTargetsForPolicy");

    @Inject
    Lab lab;

    @Inject
    DemoFaults faults;

    @Inject
    Collectors collectors;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    /** How an answer may be wrong. */
    private enum Wrong {
        EMPTY,
        FOREIGN_XML,
        HTML_PAGE,
        CUT_AFTER_HEADERS,
        ENDS_EARLY;

        void make(DemoFaults faults, String operation) {
            switch (this) {
                case EMPTY -> faults.alter(operation, answer -> "");
                case FOREIGN_XML -> faults.alter(operation, answer -> "<Other><set/></Other>");
                case HTML_PAGE -> faults.alter(operation, answer -> "<html><body>Sign in</body></html>");
                case CUT_AFTER_HEADERS -> faults.cutAfterHeaders(operation);
                case ENDS_EARLY -> faults.alter(operation, answer -> answer.substring(0, answer.length() - 9));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsDeletedOrResolvedAndEachIsAGap(Wrong wrong) {
        // given
        lab.scan();
        long standing = lab.number(STANDING);
        long open = lab.number(OPEN);
        Set<String> operations = operations();
        lab.forgetAges();

        // when all are wrong, then those that were not asked since what comes before them failed
        List<Lab.Ended> scans = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        scans.add(scanWithWrong(wrong, operations));
        long complete = lab.number(COMPLETE);
        while (seen.addAll(failed(scans.get(scans.size() - 1))) && !seen.containsAll(operations)) {
            scans.add(scanWithWrong(wrong, unseen(operations, seen)));
        }

        // then
        assertThat(seen).isEqualTo(operations);
        assertThat(complete).isZero();
        for (Lab.Ended ended : scans) {
            assertThat(ended.status()).isNotEqualTo(ScanStatus.SUCCEEDED);
            assertThat(ended.resolved()).isZero();
            assertThat(ended.gaps()).allMatch(gap -> gap.endsWith(" UNREADABLE_ANSWER") || gap.endsWith(" CONNECTION"));
        }
        assertThat(lab.number(STANDING)).isEqualTo(standing);
        assertThat(lab.number(OPEN)).isEqualTo(open);
    }

    /** The administrator is one by ARNs of its own partition only. */
    @Test
    void thePartitionThatAwsTellsReachesArnsAndThePrivileges() {
        // given a session that nobody has taken before
        lab.execute("update account set external_id = 'of another partition'");
        Stream.concat(operations().stream(), Stream.of("sts:GetCallerIdentity"))
                .forEach(operation -> faults.alter(
                        operation,
                        answer -> answer.replace("arn:aws:", "arn:aws-us-gov:")
                                .replace(
                                        "%5B%22%2A%22%5D%2C%22Resource%22%3A%22%2A%22",
                                        "%5B%22%2A%22%5D%2C%22Resource%22%3A%22arn%3Aaws-us-gov%3Aiam%3A%3A%2A%22")));

        // and no role that the demo cloud takes for gone, for it does not know the ARN by which it is asked
        faults.deny("iam:GenerateServiceLastAccessedDetails");

        // when
        Lab.Ended ended = lab.scan();

        // then
        assertThat(ended.status())
                .as("the demo cloud does not know the ARNs by which some look-ups ask")
                .isIn(ScanStatus.SUCCEEDED, ScanStatus.PARTIAL);
        assertThat(lab.number("select count(*) from resource where arn not like 'arn:aws-us-gov:%'"))
                .isZero();
        Row finding = lab.row("select resource_arn, status from finding where rule_id = 'iam-instance-role-admin'"
                + " and resource_id = 'legacy-role'");
        assertThat(finding.getString("resource_arn"))
                .isEqualTo("arn:aws-us-gov:iam::" + Lab.ACCOUNT + ":role/legacy-role");
        assertThat(finding.getString("status")).isEqualTo("OPEN");
    }

    private Set<String> operations() {
        return Arrays.stream(ResourceKind.values())
                .flatMap(kind -> collectors.of(kind).stream())
                .flatMap(collector -> collector.operations().stream())
                .map(AwsOperation::action)
                .filter(operation -> !NOT_ASKED.contains(operation))
                .collect(toCollection(TreeSet::new));
    }

    private Lab.Ended scanWithWrong(Wrong wrong, Set<String> operations) {
        faults.clear();
        operations.forEach(operation -> wrong.make(faults, operation));
        return lab.scan();
    }

    private static Set<String> unseen(Set<String> operations, Set<String> seen) {
        Set<String> unseen = new TreeSet<>(operations);
        unseen.removeAll(seen);
        return unseen;
    }

    private static Set<String> failed(Lab.Ended ended) {
        return ended.gaps().stream().map(gap -> gap.split(" ", -1)[1]).collect(toCollection(TreeSet::new));
    }
}
