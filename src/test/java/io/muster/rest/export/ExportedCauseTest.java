package io.muster.rest.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.finding.FindingCause;
import io.muster.finding.FindingStatus;
import io.muster.finding.FindingView;
import io.muster.rule.EveryRule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A finding that came or went because its rule changed says so in each format, where the format has a place for it. */
class ExportedCauseTest {

    private static final FindingView OTHER = Exported.finding(FindingStatus.OPEN, null);

    @ParameterizedTest
    @EnumSource
    void isInNdjson(FindingCause cause) {
        NdjsonExport format = new NdjsonExport(Exported.JSON);
        assertThat(Exported.written(format, Exported.because(cause, OTHER))
                        .path("because")
                        .asText())
                .isEqualTo(cause.name());
    }

    @ParameterizedTest
    @EnumSource
    void isAColumnOfCsv(FindingCause cause) {
        CsvExport format = new CsvExport();
        assertThat(format.head()).endsWith(",because,openedAt\r\n");
        assertThat(format.page(List.of(Exported.because(cause, OTHER), OTHER)).lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("," + cause + "," + Exported.FIRST),
                        line -> assertThat(line).endsWith(",0,," + Exported.FIRST));
    }

    @ParameterizedTest
    @EnumSource
    void isADetailOfTheStatusInOcsf(FindingCause cause) {
        OcsfExport format = new OcsfExport(Exported.JSON, EveryRule.catalogue());
        assertThat(Exported.written(format, Exported.because(cause, OTHER))
                        .path("status_detail")
                        .asText())
                .isEqualTo(cause.name());
        assertThat(Exported.written(format, OTHER).has("status_detail")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void isAFieldOfTheProductInAsff(FindingCause cause) {
        AsffExport format = new AsffExport(Exported.JSON, EveryRule.catalogue());
        JsonNode findings =
                Exported.written(format, Exported.because(cause, OTHER), OTHER).path("Findings");
        assertThat(findings.get(0).at("/ProductFields/muster~1because").asText())
                .isEqualTo(cause.name());
        assertThat(findings.get(1).has("ProductFields")).isFalse();
    }
}
