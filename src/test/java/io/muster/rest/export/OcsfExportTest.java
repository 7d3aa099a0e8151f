package io.muster.rest.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.finding.FindingResolution;
import io.muster.finding.FindingStatus;
import io.muster.rule.EveryRule;
import io.muster.rule.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events as OCSF 1.2.0 means them: https://schema.ocsf.io/1.2.0/classes/compliance_finding. */
class OcsfExportTest {

    private final OcsfExport format = new OcsfExport(Exported.JSON, EveryRule.catalogue());

    @ParameterizedTest
    @CsvSource({
        "OPEN,,1,200301,1,3,Fail",
        "SUPPRESSED,,1,200301,3,3,Fail",
        "RESOLVED,FIXED,3,200303,4,1,Pass",
        "RESOLVED,NOT_APPLICABLE,3,200303,4,99,NOT_APPLICABLE",
        "RESOLVED,RESOURCE_GONE,3,200303,4,99,RESOURCE_GONE",
        "RESOLVED,RULE_WITHDRAWN,3,200303,4,99,RULE_WITHDRAWN",
        "RESOLVED,,3,200303,4,0,Unknown"
    })
    void whatIsGoneIsNotSaidToPass(
            FindingStatus status,
            FindingResolution resolution,
            int activity,
            int type,
            int statusId,
            int checkId,
            String check) {
        // when
        JsonNode event = Exported.written(format, Exported.finding(status, resolution));

        // then
        assertThat(event.path("class_uid").asInt()).isEqualTo(2003);
        assertThat(event.path("category_uid").asInt()).isEqualTo(2);
        assertThat(event.path("activity_id").asInt()).isEqualTo(activity);
        assertThat(event.path("type_uid").asInt()).isEqualTo(type);
        assertThat(event.path("status_id").asInt()).isEqualTo(statusId);
        assertThat(event.at("/compliance/status_id").asInt()).isEqualTo(checkId);
        assertThat(event.at("/compliance/status").asText()).isEqualTo(check);
    }

    @ParameterizedTest
    @CsvSource({"INFO,1", "LOW,2", "MEDIUM,3", "HIGH,4", "CRITICAL,5"})
    void severitiesAreTheirs(Severity severity, int id) {
        // when
        JsonNode event = Exported.written(
                format,
                Exported.finding(FindingStatus.OPEN, null, severity, "ebs-volume-unencrypted", "x", "eu-central-1"));

        // then
        assertThat(event.path("severity_id").asInt()).isEqualTo(id);
    }

    @Test
    void timesAreMillisecondsAndTellOfTheLastChange() {
        // when
        JsonNode open = Exported.written(format, Exported.finding(FindingStatus.OPEN, null));
        JsonNode fixed = Exported.written(format, Exported.finding(FindingStatus.RESOLVED, FindingResolution.FIXED));

        // then
        assertThat(open.path("time").asLong()).isEqualTo(Exported.LAST.toEpochMilli());
        assertThat(open.at("/finding_info/created_time").asLong()).isEqualTo(Exported.FIRST.toEpochMilli());
        assertThat(open.at("/finding_info/first_seen_time").asLong()).isEqualTo(Exported.FIRST.toEpochMilli());
        assertThat(open.at("/finding_info/last_seen_time").asLong()).isEqualTo(Exported.LAST.toEpochMilli());
        assertThat(fixed.path("time").asLong()).isEqualTo(Exported.RESOLVED.toEpochMilli());
        assertThat(fixed.at("/finding_info/modified_time").asLong()).isEqualTo(Exported.RESOLVED.toEpochMilli());
    }

    @Test
    void aRuleThatIsNoMoreHasItsIdAlone() {
        // when
        JsonNode event = Exported.written(
                format, Exported.finding(FindingStatus.OPEN, null, Severity.LOW, "long-gone", "x", "global"));

        // then
        assertThat(event.at("/finding_info/title").asText()).isEqualTo("long-gone");
        assertThat(event.at("/compliance/standards").get(0).asText()).isEqualTo("Muster");
        assertThat(event.at("/compliance/control").asText()).isEqualTo("long-gone");
        assertThat(event.has("remediation")).isFalse();
    }

    @Test
    void theCloudIsNamed() {
        // when
        JsonNode event = Exported.written(format, Exported.finding(FindingStatus.OPEN, null));

        // then
        assertThat(event.at("/cloud/provider").asText()).isEqualTo("AWS");
        assertThat(event.at("/cloud/region").asText()).isEqualTo("eu-central-1");
        assertThat(event.at("/cloud/account/uid").asText()).isEqualTo("111122223333");
        assertThat(event.at("/metadata/version").asText()).isEqualTo("1.2.0");
        assertThat(event.at("/metadata/product/name").asText()).isEqualTo("Muster");
        assertThat(event.at("/resource/uid").asText()).endsWith("volume/vol-1");
    }
}
