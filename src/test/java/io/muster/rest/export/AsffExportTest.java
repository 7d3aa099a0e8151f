package io.muster.rest.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.finding.FindingResolution;
import io.muster.finding.FindingStatus;
import io.muster.finding.FindingView;
import io.muster.rule.EveryRule;
import io.muster.rule.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings as BatchImportFindings takes them. */
class AsffExportTest {

    private final AsffExport format = new AsffExport(Exported.JSON, EveryRule.catalogue());

    @ParameterizedTest
    @CsvSource({
        "OPEN,,FAILED,ACTIVE,NEW",
        "SUPPRESSED,,FAILED,ACTIVE,SUPPRESSED",
        "RESOLVED,FIXED,PASSED,ARCHIVED,RESOLVED",
        "RESOLVED,RESOURCE_GONE,NOT_AVAILABLE,ARCHIVED,RESOLVED",
        "RESOLVED,NOT_APPLICABLE,NOT_AVAILABLE,ARCHIVED,RESOLVED",
        "RESOLVED,,NOT_AVAILABLE,ARCHIVED,RESOLVED"
    })
    void theStatusIsTold(
            FindingStatus status, FindingResolution resolution, String check, String record, String workflow) {
        // when
        JsonNode finding = one(Exported.finding(status, resolution));

        // then
        assertThat(finding.at("/Compliance/Status").asText()).isEqualTo(check);
        assertThat(finding.path("RecordState").asText()).isEqualTo(record);
        assertThat(finding.at("/Workflow/Status").asText()).isEqualTo(workflow);
    }

    @ParameterizedTest
    @CsvSource({"INFO,INFORMATIONAL", "LOW,LOW", "MEDIUM,MEDIUM", "HIGH,HIGH", "CRITICAL,CRITICAL"})
    void severitiesAreLabels(Severity severity, String label) {
        // when
        JsonNode finding = one(finding(severity, "It is so.", "eu-central-1"));

        // then
        assertThat(finding.at("/Severity/Label").asText()).isEqualTo(label);
    }

    @Test
    void whatTheCallRequiresIsThere() {
        // when
        JsonNode finding = one(Exported.finding(FindingStatus.OPEN, null));

        // then
        assertThat(finding.path("SchemaVersion").asText()).isEqualTo("2018-10-08");
        assertThat(finding.path("Id").asText()).isNotBlank();
        assertThat(finding.path("ProductArn").asText())
                .isEqualTo("arn:aws:securityhub:eu-central-1:111122223333:product/111122223333/default");
        assertThat(finding.path("GeneratorId").asText()).isEqualTo("ebs-volume-unencrypted");
        assertThat(finding.path("AwsAccountId").asText()).isEqualTo("111122223333");
        assertThat(finding.path("Types").get(0).asText()).matches("[^/]+/[^/]+(/[^/]+)?");
        assertThat(Instant.parse(finding.path("CreatedAt").asText())).isEqualTo(Exported.FIRST);
        assertThat(Instant.parse(finding.path("UpdatedAt").asText())).isEqualTo(Exported.LAST);
        assertThat(finding.path("Title").asText()).isNotBlank();
        assertThat(finding.path("Description").asText()).isEqualTo("It is so.");
        assertThat(finding.path("Resources")).hasSize(1);
        assertThat(finding.at("/Resources/0/Id").asText())
                .isEqualTo("arn:aws:ec2:eu-central-1:111122223333:volume/vol-1");
        assertThat(finding.at("/Resources/0/Type").asText()).isEqualTo("Other");
        assertThat(finding.at("/Compliance/RelatedRequirements").size()).isBetween(1, 32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\uD83D\uDD13"})
    void longTextIsCutBetweenCharacters(String character) {
        for (int before = 0; before < 2; before++) {
            // when
            String text = one(finding(Severity.LOW, "a".repeat(before) + character.repeat(2_000), "eu-central-1"))
                    .path("Description")
                    .asText();

            // then
            assertThat(text.length()).isBetween(1_022, 1_024);
            assertThat(text).endsWith(character + "…");
        }
    }

    @Test
    void aLineHoldsOneAccountAndRegionInTheOrderOfThePage() {
        // given
        List<FindingView> findings = new ArrayList<>();
        for (String region : List.of("eu-central-1", "global", "us-east-1")) {
            for (int i = 0; i < 150; i++) {
                findings.add(finding(Severity.LOW, "x", region));
            }
        }

        // when
        List<JsonNode> lines = format.page(findings).lines().map(Exported::read).toList();

        // then
        assertThat(lines).extracting(line -> line.path("Findings").size()).containsExactly(100, 50, 100, 50, 100, 50);
        assertThat(lines.stream()
                        .flatMap(line -> line.findValuesAsText("Id").stream())
                        .filter(id -> !id.startsWith("arn:")))
                .containsExactlyElementsOf(
                        findings.stream().map(found -> found.id().toString()).toList());
        assertThat(lines)
                .allSatisfy(line -> assertThat(
                                line.findValuesAsText("ProductArn").stream().distinct())
                        .hasSize(1));
    }

    /** As IAM's endpoints, see the AWS General Reference and "Endpoints and ARNs" of Amazon Web Services in China. */
    @ParameterizedTest
    @CsvSource({
        "aws,us-east-1",
        "aws-cn,cn-north-1",
        "aws-eusc,eusc-de-east-1",
        "aws-iso,us-iso-east-1",
        "aws-iso-b,us-isob-east-1",
        "aws-iso-e,eu-isoe-west-1",
        "aws-iso-f,us-isof-south-1",
        "aws-us-gov,us-gov-west-1"
    })
    void findingsOfTheAccountAsAWholeAreImportedInOneRegionOfItsPartition(String partition, String region) {
        // when
        JsonNode finding = one(
                Exported.of("arn:" + partition + ":iam::111122223333:role/web", finding(Severity.LOW, "x", "global")));

        // then
        assertThat(finding.path("ProductArn").asText())
                .isEqualTo(
                        "arn:" + partition + ":securityhub:" + region + ":111122223333:product/111122223333/default");
        assertThat(finding.at("/Resources/0/Region").asText()).isEqualTo(region);
        assertThat(finding.at("/Resources/0/Partition").asText()).isEqualTo(partition);
    }

    private static FindingView finding(Severity severity, String message, String region) {
        return Exported.finding(FindingStatus.OPEN, null, severity, "ebs-volume-unencrypted", message, region);
    }

    private JsonNode one(FindingView finding) {
        return Exported.written(format, finding).path("Findings").get(0);
    }
}
