package io.muster.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Bounds the labels of HTTP metrics, so that callers cannot create series or long labels. The metric of a call that is refused
 * before its route is known has the requested path and method, which may be any text.
 */
@Singleton
class BoundedLabels implements MeterFilter {

    private static final String HTTP = "http.";
    private static final String OTHER = "OTHER";
    private static final int LONGEST = 100;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /**
     * The templates of the REST API, as they are in {@code docs/api/openapi.yaml}, that of the demo cloud, and the names that
     * stand for no path.
     */
    private static final Set<String> KNOWN = Set.of(
            "/api/v1/accounts",
            "/api/v1/accounts/{accountId}",
            "/api/v1/accounts/{accountId}/scans",
            "/api/v1/caller",
            "/api/v1/scans",
            "/api/v1/scans/{scanId}",
            "/api/v1/scans/{scanId}/events",
            "/api/v1/assessments",
            "/api/v1/assessments/{assessmentId}",
            "/api/v1/findings/export",
            "/api/v1/rules/validate",
            "/api/v1/what-if",
            "/api/v1/signals",
            "/api/v1/verifications",
            "/api/v1/verifications/{verificationId}",
            "/api/v1/suppressions",
            "/api/v1/suppressions/{id}",
            "/api/v1/suppressions/{id}/approval",
            "/api/v1/suppressions/{id}/refusal",
            "/api/v1/attestations",
            "/api/v1/attestations/{id}",
            "/api/v1/attestations/{id}/approval",
            "/api/v1/attestations/{id}/refusal",
            "/api/v1/webhooks",
            "/api/v1/webhooks/{webhookId}",
            "/api/v1/webhooks/{webhookId}/deliveries",
            "/api/v1/webhooks/{webhookId}/replay",
            "/api/v1/webhooks/{webhookId}/test",
            "/demo/{operation}",
            "NOT_FOUND",
            "REDIRECTION",
            "UNKNOWN",
            "root");

    private static final List<String> INTERFACES = List.of("/graphql", "/mcp", "/api/v1");

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith(HTTP)) {
            return id;
        }
        boolean succeeded = "SUCCESS".equals(id.getTag("outcome"));
        return id.replaceTags(
                id.getTags().stream().map(tag -> bounded(tag, succeeded)).toList());
    }

    /** The bounded label; the path of a successful call is one that exists. */
    private static Tag bounded(Tag tag, boolean succeeded) {
        String value = tag.getValue();
        String bounded = switch (tag.getKey()) {
            case "uri" -> succeeded ? value : interfaceOf(value);
            case "method" -> METHODS.contains(value) ? value : OTHER;
            default -> value;
        };
        return Tag.of(tag.getKey(), bounded.length() > LONGEST ? OTHER : bounded);
    }

    private static String interfaceOf(String uri) {
        return KNOWN.contains(uri)
                ? uri
                : INTERFACES.stream().filter(uri::startsWith).findFirst().orElse(OTHER);
    }
}
