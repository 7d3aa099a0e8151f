package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsEstate;
import io.muster.inventory.KindModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule of the tables finds what is bad in the estate, and that alone. A new rule may join them, and need not. */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class FindingsTest {

    // moto's default groups let everything out and nobody in: not as AWS makes them, and so MEDIUM.
    // moto makes a snapshot of its own for each registered image.
    private static final String FAILS = """
            ami-public                         | CRITICAL | image published
            ebs-default-encryption-off         | LOW      | eu-west-1
            ebs-delete-on-termination-off-root | LOW      | instance lax
            ebs-volume-unencrypted             | MEDIUM   | volume plain
            ebs-volume-unencrypted             | MEDIUM   | volume root of lax
            ebs-volume-unencrypted             | MEDIUM   | volume root of web
            ec2-detailed-monitoring-off        | LOW      | instance lax
            ec2-imds-hop-limit                 | MEDIUM   | instance web
            ec2-imdsv2-required                | HIGH     | instance lax
            ec2-instance-public-ip             | MEDIUM   | instance web
            iam-instance-role-admin            | CRITICAL | role admin
            sg-default-has-rules               | MEDIUM   | group default
            sg-default-has-rules               | MEDIUM   | group default, bare region
            sg-egress-unrestricted             | INFO     | group default
            sg-egress-unrestricted             | INFO     | group default, bare region
            sg-egress-unrestricted             | INFO     | group lonely
            sg-egress-unrestricted             | INFO     | group shared
            sg-egress-unrestricted             | INFO     | group ssh
            sg-egress-unrestricted             | INFO     | group wide
            sg-egress-unrestricted             | LOW      | group bastion
            sg-egress-unrestricted             | LOW      | group web
            sg-ingress-admin-port-internet     | HIGH     | group ssh
            sg-ingress-all-ports-internet      | CRITICAL | group wide
            sg-shared-across-workloads         | LOW      | group shared
            snapshot-public                    | CRITICAL | snapshot public
            snapshot-unencrypted               | MEDIUM   | snapshot of image golden
            snapshot-unencrypted               | MEDIUM   | snapshot of image published
            snapshot-unencrypted               | MEDIUM   | snapshot public
            snapshot-unencrypted               | MEDIUM   | snapshot shared
            vpc-flow-logs-missing              | INFO     | vpc default
            vpc-flow-logs-missing              | INFO     | vpc default, bare region
            """;

    /** One good resource for each rule. */
    private static final String PASSES = """
            ami-public                         | image golden
            ebs-default-encryption-off         | eu-central-1
            ebs-delete-on-termination-off-root | instance strict
            ebs-volume-unattached              | volume plain
            ebs-volume-unencrypted             | volume secret
            ec2-detailed-monitoring-off        | instance web
            ec2-imds-hop-limit                 | instance strict
            ec2-imdsv2-required                | instance web
            ec2-instance-public-ip             | instance strict
            iam-instance-role-admin            | role web
            sg-default-has-rules               | group default of prod
            sg-egress-unrestricted             | group tight
            sg-ingress-admin-port-internet     | group web
            sg-ingress-all-ports-internet      | group web
            sg-shared-across-workloads         | group web
            sg-unused                          | group bastion
            snapshot-public                    | snapshot shared
            snapshot-unencrypted               | snapshot encrypted
            vpc-flow-logs-missing              | vpc prod
            """;

    /**
     * moto cannot tell the metadata defaults ({@link SettingsTest} does), nor associations of groups with VPCs, without which no
     * group is unused for certain; only time brings about an old volume, as in {@link AgedTest}.
     */
    private static final Set<String> CANNOT_FAIL_HERE =
            Set.of("account-imds-defaults-imdsv2", "ebs-volume-unattached", "sg-unused");

    private static final Set<String> TOLD =
            Stream.concat(column(FAILS, 0), CANNOT_FAIL_HERE.stream()).collect(Collectors.toSet());

    private Mustered mustered;
    private Names names;

    @BeforeEach
    void muster() {
        mustered = Mustered.once();
        names = Names.of(mustered);
    }

    @Test
    void theFindingsAreTheseAndNoOthers() {
        Set<String> found = Muster.findings(Mustered.ACCOUNT, "OPEN", "SUPPRESSED", "RESOLVED").stream()
                .filter(one -> TOLD.contains(one.path("ruleId").asText()))
                .map(one -> "%-34s | %-8s | %s"
                        .formatted(
                                one.path("ruleId").asText(),
                                one.path("severity").asText(),
                                names.of(one.path("resourceArn").asText())))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(String.join("\n", found) + "\n").isEqualTo(FAILS);
    }

    /** That it passes follows from the findings being these alone; that it is there to be judged does not. */
    @Test
    void whatPassesIsThereToBeJudged() {
        Set<String> there = KindModel.all().stream()
                .map(model -> Muster.resources(Mustered.ACCOUNT, model.kind().name()))
                .flatMap(resources -> resources.keySet().stream())
                .map(names::of)
                .collect(Collectors.toSet());
        assertThat(there).containsAll(column(PASSES, 1).toList());
        assertThat(PASSES.lines().map(line -> line.replaceAll(" +\\| +", " | ")))
                .doesNotContainAnyElementsOf(FAILS.lines()
                        .map(line -> line.replaceAll(" +\\| \\w+ +\\| ", " | "))
                        .toList());
    }

    @Test
    void everyRuleOfTheTablesIsThere() {
        Set<String> rules = Muster.each(
                        Muster.ask("{ rules { ruleId } }", Map.of()).path("rules"))
                .map(rule -> rule.path("ruleId").asText())
                .collect(Collectors.toSet());
        assertThat(rules).containsAll(TOLD);
        assertThat(Stream.concat(column(PASSES, 0), Stream.of("account-imds-defaults-imdsv2"))
                        .collect(Collectors.toSet()))
                .isEqualTo(TOLD);
    }

    @Test
    void theScanIsPartialForWhatMotoCannotTell() {
        JsonNode scan = mustered.scan();
        assertThat(scan.path("status").asText()).isEqualTo("PARTIAL");
        assertThat(Gaps.of(scan)).isEmpty();
        assertThat(Gaps.ofMoto(scan))
                .contains(
                        AwsEstate.REGION + " REGION_SETTINGS ec2:GetSerialConsoleAccessStatus HTTP_500",
                        Mustered.BARE_REGION + " REGION_SETTINGS ec2:GetSerialConsoleAccessStatus HTTP_500");
    }

    private static Stream<String> column(String table, int column) {
        return table.lines().map(line -> line.split(" +\\| +", -1)[column]);
    }
}
