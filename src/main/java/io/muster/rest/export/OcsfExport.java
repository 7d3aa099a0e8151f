package io.muster.rest.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.finding.FindingResolution;
import io.muster.finding.FindingStatus;
import io.muster.finding.FindingView;
import io.muster.rule.Catalogue;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One OCSF event a line: the class Compliance Finding (2003) of version 1.2.0, with the profile {@code cloud}. Times are
 * milliseconds since 1970.
 *
 * @see <a href="https://schema.ocsf.io/1.2.0/classes/compliance_finding">OCSF, Compliance Finding</a>
 */
@Singleton
class OcsfExport implements ExportFormat {

    static final String VERSION = "1.2.0";
    private static final int CLASS = 2003;
    private static final int CATEGORY = 2;

    private final ObjectMapper json;
    private final Catalogue catalogue;

    OcsfExport(ObjectMapper json, Catalogue catalogue) {
        this.json = json;
        this.catalogue = catalogue;
    }

    @Override
    public String name() {
        return "ocsf";
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public String page(List<FindingView> findings) {
        return findings.stream()
                .map(finding -> NdjsonExport.line(json, event(finding)))
                .collect(Collectors.joining());
    }

    private Map<String, Object> event(FindingView finding) {
        Optional<RuleMetadata> rule = catalogue.metadata(finding.ruleId());
        int activity = activity(finding);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("activity_id", activity);
        event.put("category_uid", CATEGORY);
        event.put("class_uid", CLASS);
        event.put("type_uid", CLASS * 100L + activity);
        event.put("time", changedAt(finding).toEpochMilli());
        event.put("severity_id", severity(finding.severity()));
        event.put("status_id", status(finding.status()));
        if (finding.because() != null) {
            event.put("status_detail", finding.because().name());
        }
        event.put("message", finding.message());
        event.put("metadata", metadata());
        event.put("finding_info", info(finding, rule.map(RuleMetadata::title).orElse(finding.ruleId())));
        event.put(
                "compliance",
                compliance(finding, rule.map(RuleMetadata::controls).orElse(List.of())));
        event.put("cloud", cloud(finding));
        event.put("resource", resource(finding));
        rule.filter(known -> !known.remediation().isBlank())
                .ifPresent(known -> event.put(
                        "remediation", Map.of("desc", known.remediation(), "references", known.references())));
        return event;
    }

    private static Map<String, Object> metadata() {
        return Map.of(
                "version", VERSION,
                "profiles", List.of("cloud"),
                "product", Map.of("name", "Muster", "vendor_name", "Muster"));
    }

    private static Map<String, Object> info(FindingView finding, String title) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("uid", finding.id().toString());
        info.put("title", title);
        info.put("desc", finding.message());
        info.put("types", List.of(finding.ruleId()));
        info.put("created_time", finding.firstSeenAt().toEpochMilli());
        info.put("first_seen_time", finding.firstSeenAt().toEpochMilli());
        info.put("last_seen_time", finding.lastSeenAt().toEpochMilli());
        info.put("modified_time", changedAt(finding).toEpochMilli());
        return info;
    }

    /** Without a published control, the standard is Muster's own rules. */
    private static Map<String, Object> compliance(FindingView finding, List<Control> controls) {
        Map<String, Object> compliance = new LinkedHashMap<>();
        compliance.put(
                "standards",
                controls.isEmpty()
                        ? List.of("Muster")
                        : controls.stream().map(Control::framework).distinct().toList());
        compliance.put(
                "requirements",
                controls.stream()
                        .map(control -> control.framework() + " " + control.control())
                        .toList());
        compliance.put("control", finding.ruleId());
        compliance.putAll(checked(finding));
        return compliance;
    }

    /** The result of the check: it passes once the fault is mended; OCSF has no result for resources that are gone. */
    private static Map<String, Object> checked(FindingView finding) {
        if (finding.status() != FindingStatus.RESOLVED) {
            return Map.of("status_id", 3, "status", "Fail");
        }
        if (finding.resolution() == null) {
            return Map.of("status_id", 0, "status", "Unknown");
        }
        return finding.resolution() == FindingResolution.FIXED
                ? Map.of("status_id", 1, "status", "Pass")
                : Map.of("status_id", 99, "status", finding.resolution().name());
    }

    private static Instant changedAt(FindingView finding) {
        return finding.resolvedAt() == null ? finding.lastSeenAt() : finding.resolvedAt();
    }

    private static Map<String, Object> cloud(FindingView finding) {
        return Map.of(
                "provider",
                "AWS",
                "region",
                finding.region(),
                "account",
                Map.of(
                        "uid",
                        finding.accountId(),
                        "name",
                        finding.accountName() == null ? finding.accountId() : finding.accountName(),
                        "type_id",
                        10));
    }

    private static Map<String, Object> resource(FindingView finding) {
        return Map.of(
                "uid",
                finding.resourceArn(),
                "name",
                finding.resourceId(),
                "type",
                finding.resourceKind().name(),
                "region",
                finding.region(),
                "data",
                finding.evidence());
    }

    /** Create, Update or Close. */
    private static int activity(FindingView finding) {
        if (finding.status() == FindingStatus.RESOLVED) {
            return 3;
        }
        return finding.reopenedCount() > 0 ? 2 : 1;
    }

    private static int severity(Severity severity) {
        return switch (severity) {
            case INFO -> 1;
            case LOW -> 2;
            case MEDIUM -> 3;
            case HIGH -> 4;
            case CRITICAL -> 5;
        };
    }

    /** New, Suppressed or Resolved. */
    private static int status(FindingStatus status) {
        return switch (status) {
            case OPEN -> 1;
            case SUPPRESSED -> 3;
            case RESOLVED -> 4;
        };
    }
}
