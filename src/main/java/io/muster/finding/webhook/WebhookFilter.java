package io.muster.finding.webhook;

import io.muster.rule.Area;
import io.muster.rule.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Which events a webhook gets. Components are ANDed and the entries of a list are ORed; null matches all.
 *
 * @param minimumSeverity the least severity; a changed one is meant by the severity before it, too, as it is by {@code severities}
 * @param ouPath          the accounts of this unit of the organization, and of those below it
 * @param tags            the resources that have one of these tags
 */
@RegisterForReflection
public record WebhookFilter(
        @Nullable List<WebhookEventType> types,
        @Nullable Severity minimumSeverity,
        @Nullable List<Severity> severities,
        @Nullable List<Area> areas,
        @Nullable List<String> ruleIds,
        @Nullable List<String> accountIds,
        @Nullable String ouPath,
        @Nullable List<Tag> tags) {

    /**
     * A tag of the resource.
     *
     * @param value null for the tag with any value
     */
    @RegisterForReflection
    public record Tag(String key, @Nullable String value) {}
}
