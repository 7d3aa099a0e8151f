package io.muster.rest.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.muster.finding.FindingCause;
import io.muster.finding.FindingResolution;
import io.muster.finding.FindingStatus;
import io.muster.finding.FindingView;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Findings to export, and what was written of them. */
final class Exported {

    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
    static final Instant LAST = Instant.parse("2026-11-20T00:00:00Z");
    static final Instant RESOLVED = Instant.parse("2026-11-21T00:00:00Z");

    private Exported() {}

    static FindingView finding(FindingStatus status, FindingResolution resolution) {
        return finding(status, resolution, Severity.HIGH, "ebs-volume-unencrypted", "It is so.", "eu-central-1");
    }

    static FindingView finding(
            FindingStatus status,
            FindingResolution resolution,
            Severity severity,
            String ruleId,
            String message,
            String region) {
        return new FindingView(
                UUID.randomUUID(),
                ruleId,
                severity,
                Area.STORAGE,
                status,
                "arn:aws:ec2:" + region + ":111122223333:volume/vol-1",
                "vol-1",
                ResourceKind.VOLUME,
                "111122223333",
                null,
                region,
                JSON.createObjectNode().put("encrypted", false),
                message,
                FIRST,
                LAST,
                false,
                null,
                status == FindingStatus.RESOLVED ? RESOLVED : null,
                resolution,
                null,
                0,
                FIRST,
                null,
                null,
                null);
    }

    static FindingView because(FindingCause cause, FindingView finding) {
        ObjectNode changed = JSON.valueToTree(finding);
        return JSON.convertValue(changed.put("because", cause.name()), FindingView.class);
    }

    static FindingView of(String resourceArn, FindingView finding) {
        ObjectNode changed = JSON.valueToTree(finding);
        return JSON.convertValue(changed.put("resourceArn", resourceArn), FindingView.class);
    }

    static JsonNode written(ExportFormat format, FindingView... findings) {
        return read(format.page(List.of(findings)));
    }

    static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
