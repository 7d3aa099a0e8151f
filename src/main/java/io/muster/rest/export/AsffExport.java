package io.muster.rest.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.finding.FindingExport;
import io.muster.finding.FindingResolution;
import io.muster.finding.FindingStatus;
import io.muster.finding.FindingView;
import io.muster.platform.Texts;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Findings in the AWS Security Finding Format. Each line is the input of one call of {@code BatchImportFindings}, which takes 100
 * findings at most: those of one line are of one account and one region, where the call is to be made.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html">AWS Security Hub User
 *     Guide, "AWS Security Finding Format (ASFF)"</a>
 */
@Singleton
class AsffExport implements ExportFormat {

    static final int BATCH = 100;
    private static final int LONGEST_TITLE = 256;
    private static final int LONGEST_DESCRIPTION = 1_024;
    private static final int LONGEST_RECOMMENDATION = 512;
    private static final int MOST_REQUIREMENTS = 32;

    /** Findings of account-wide resources are imported in a region: by partition, in the one that IAM's endpoint is of. */
    private static final Map<String, String> HOMES = Map.of(
            "aws", "us-east-1",
            "aws-cn", "cn-north-1",
            "aws-eusc", "eusc-de-east-1",
            "aws-iso", "us-iso-east-1",
            "aws-iso-b", "us-isob-east-1",
            "aws-iso-e", "eu-isoe-west-1",
            "aws-iso-f", "us-isof-south-1",
            "aws-us-gov", "us-gov-west-1");

    /** Fields of a product of one's own have no prefix {@code aws/}. */
    private static final String BECAUSE = "muster/because";

    private static final Pattern PARTITION = Pattern.compile("arn:([a-z0-9-]+):.*");

    private final ObjectMapper json;
    private final Catalogue catalogue;

    AsffExport(ObjectMapper json, Catalogue catalogue) {
        this.json = json;
        this.catalogue = catalogue;
    }

    @Override
    public String name() {
        return "asff";
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    /** A line holds findings of one scope alone. */
    @Override
    public FindingExport.Order order() {
        return FindingExport.Order.SCOPE;
    }

    @Override
    public String page(List<FindingView> findings) {
        return findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.accountId() + "/" + finding.region(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .flatMap(AsffExport::batches)
                .map(batch -> NdjsonExport.line(
                        json,
                        Map.of("Findings", batch.stream().map(this::finding).toList())))
                .collect(Collectors.joining());
    }

    private static Stream<List<FindingView>> batches(List<FindingView> findings) {
        return IntStream.iterate(0, i -> i < findings.size(), i -> i + BATCH)
                .mapToObj(i -> findings.subList(i, Math.min(i + BATCH, findings.size())));
    }

    private Map<String, Object> finding(FindingView view) {
        Optional<RuleMetadata> rule = catalogue.metadata(view.ruleId());
        Map<String, Object> finding = new LinkedHashMap<>();
        finding.put("SchemaVersion", "2018-10-08");
        finding.put("Id", view.id().toString());
        finding.put("ProductArn", productArn(view));
        finding.put("GeneratorId", view.ruleId());
        finding.put("AwsAccountId", view.accountId());
        finding.put("Types", List.of("Software and Configuration Checks/AWS Security Best Practices"));
        finding.put("FirstObservedAt", view.firstSeenAt());
        finding.put("LastObservedAt", view.lastSeenAt());
        finding.put("CreatedAt", view.firstSeenAt());
        finding.put("UpdatedAt", updatedAt(view));
        finding.put("Severity", Map.of("Label", label(view.severity())));
        finding.put("Title", Texts.cut(rule.map(RuleMetadata::title).orElse(view.ruleId()), LONGEST_TITLE));
        finding.put("Description", Texts.cut(view.message(), LONGEST_DESCRIPTION));
        finding.put("Resources", List.of(resource(view)));
        if (view.because() != null) {
            finding.put("ProductFields", Map.of(BECAUSE, view.because().name()));
        }
        finding.put(
                "Compliance", compliance(view, rule.map(RuleMetadata::controls).orElse(List.of())));
        finding.put("Workflow", Map.of("Status", workflow(view.status())));
        finding.put("RecordState", view.status() == FindingStatus.RESOLVED ? "ARCHIVED" : "ACTIVE");
        rule.filter(known -> !known.remediation().isBlank())
                .ifPresent(known -> finding.put("Remediation", remediation(known)));
        return finding;
    }

    private static Map<String, Object> compliance(FindingView view, List<Control> controls) {
        Map<String, Object> compliance = new LinkedHashMap<>();
        compliance.put("Status", checked(view));
        List<String> requirements = controls.stream()
                .map(control -> control.framework() + " " + control.control())
                .limit(MOST_REQUIREMENTS)
                .toList();
        if (!requirements.isEmpty()) {
            compliance.put("RelatedRequirements", requirements);
        }
        return compliance;
    }

    /** The result of the check: it passes once the fault is mended; there is none for resources that are gone. */
    private static String checked(FindingView view) {
        if (view.status() != FindingStatus.RESOLVED) {
            return "FAILED";
        }
        return view.resolution() == FindingResolution.FIXED ? "PASSED" : "NOT_AVAILABLE";
    }

    private static String workflow(FindingStatus status) {
        return switch (status) {
            case OPEN -> "NEW";
            case SUPPRESSED -> "SUPPRESSED";
            case RESOLVED -> "RESOLVED";
        };
    }

    private static Map<String, Object> remediation(RuleMetadata rule) {
        Map<String, Object> recommendation = new LinkedHashMap<>();
        recommendation.put("Text", Texts.cut(rule.remediation(), LONGEST_RECOMMENDATION));
        rule.references().stream().findFirst().ifPresent(url -> recommendation.put("Url", url));
        return Map.of("Recommendation", recommendation);
    }

    /** Its kind is a detail, for ASFF knows a few types alone and "Other". */
    private static Map<String, Object> resource(FindingView view) {
        return Map.of(
                "Type",
                "Other",
                "Id",
                view.resourceArn(),
                "Partition",
                partition(view),
                "Region",
                region(view),
                "Details",
                Map.of("Other", Map.of("kind", view.resourceKind().name())));
    }

    /** The ARN of an account's own product (AWS Security Hub User Guide, "Creating custom findings"). */
    private static String productArn(FindingView view) {
        return "arn:%s:securityhub:%s:%s:product/%s/default"
                .formatted(partition(view), region(view), view.accountId(), view.accountId());
    }

    private static String partition(FindingView view) {
        Matcher arn = PARTITION.matcher(view.resourceArn());
        return arn.matches() ? arn.group(1) : "aws";
    }

    private static String region(FindingView view) {
        return view.region().equals("global") ? HOMES.getOrDefault(partition(view), HOMES.get("aws")) : view.region();
    }

    private static Instant updatedAt(FindingView view) {
        return view.resolvedAt() == null ? view.lastSeenAt() : view.resolvedAt();
    }

    private static String label(Severity severity) {
        return severity == Severity.INFO ? "INFORMATIONAL" : severity.name();
    }
}
