package io.muster.rest;

import io.muster.finding.webhook.Secret;
import io.muster.finding.webhook.WebhookDraft;
import io.muster.finding.webhook.WebhookEventType;
import io.muster.finding.webhook.WebhookFilter;
import io.muster.finding.webhook.WebhookForm;
import io.muster.finding.webhook.WebhookFormat;
import io.muster.finding.webhook.WebhookView;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import io.muster.scan.KnownNames;
import io.muster.scan.KnownNames.Named;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A webhook to make, or to replace one by. */
@RegisterForReflection(
        registerFullHierarchy = true) // a patch is applied to a tree of JSON, which tells Quarkus no type
record WebhookBody(
        @Nullable
        @Schema(
                description = "Its name, which no other webhook has: it is required.",
                examples = "security-chat",
                maxLength = WebhookForm.LONGEST_NAME)
        String name,

        @Nullable
        @Schema(
                description =
                        "Whether it is told of events. While it is not, no event is kept for it, and pending deliveries wait.",
                defaultValue = "true")
        Boolean enabled,

        @Nullable @Schema(description = "The form of its messages: it is required.")
        WebhookFormat format,

        @Nullable
        @Schema(
                description =
                        "The address that events are posted to: required of a new webhook, kept where a replacement has none. Only its host is shown again.",
                examples = "https://hooks.example.com/muster",
                maxLength = WebhookForm.LONGEST_URL,
                writeOnly = true)
        String url,

        @Nullable
        @Schema(
                description =
                        "The key of the signatures: required of a new webhook of format JSON, kept where a replacement has none. Never shown again.",
                minLength = WebhookForm.SHORTEST_SECRET,
                maxLength = WebhookForm.LONGEST_SECRET,
                writeOnly = true)
        String secret,

        @Nullable
        @Schema(
                description =
                        "The hour in UTC at which the events of a day are sent as one digest; without it, each event is sent at once.",
                minimum = "0",
                maximum = "23")
        Integer digestHour,

        @Nullable @Schema(description = "The events that it is told of; without it, all.")
        FilterBody filter) {

    /** The events that are meant: all that is named has to hold, and of a list, one entry. */
    record FilterBody(
            @Nullable @Schema(description = "Events of these types.", maxItems = WebhookForm.MOST_ENTRIES)
            List<WebhookEventType> types,

            @Nullable
            @Schema(
                    description =
                            "Findings of this severity or worse. A changed severity is told where the one before was meant, too.")
            Severity minimumSeverity,

            @Nullable
            @Schema(
                    description =
                            "Findings of these severities. A changed severity is told where the one before was meant, too.",
                    maxItems = WebhookForm.MOST_ENTRIES)
            List<Severity> severities,

            @Nullable @Schema(description = "Findings of these areas.", maxItems = WebhookForm.MOST_ENTRIES)
            List<Area> areas,

            @Nullable @Schema(description = "Findings of these rules.", maxItems = WebhookForm.MOST_ENTRIES)
            List<String> ruleIds,

            @Nullable @Schema(description = "Findings in these accounts.", maxItems = WebhookForm.MOST_ENTRIES)
            List<String> accountIds,

            @Nullable
            @Schema(
                    description = "Findings in accounts of this unit of the organization, and of the units below it.",
                    examples = "/Production")
            String ouPath,

            @Nullable
            @Schema(
                    description = "Findings on resources that have one of these tags.",
                    maxItems = WebhookForm.MOST_ENTRIES)
            List<TagBody> tags) {

        private WebhookFilter toFilter() {
            return new WebhookFilter(
                    types,
                    minimumSeverity,
                    severities,
                    areas,
                    ruleIds,
                    accountIds,
                    ouPath,
                    tags == null ? null : meant());
        }

        private List<WebhookFilter.Tag> meant() {
            List<WebhookFilter.Tag> meant = new ArrayList<>();
            tags.forEach(tag -> meant.add(tag == null ? null : new WebhookFilter.Tag(tag.key(), tag.value())));
            return meant;
        }

        static FilterBody of(WebhookFilter filter) {
            return new FilterBody(
                    filter.types(),
                    filter.minimumSeverity(),
                    filter.severities(),
                    filter.areas(),
                    filter.ruleIds(),
                    filter.accountIds(),
                    filter.ouPath(),
                    filter.tags() == null
                            ? null
                            : filter.tags().stream()
                                    .map(tag -> new TagBody(tag.key(), tag.value()))
                                    .toList());
        }
    }

    private static final FilterBody ALL = new FilterBody(null, null, null, null, null, null, null, null);

    /** A body that changes nothing of the webhook. */
    static WebhookBody of(WebhookView view) {
        return new WebhookBody(
                view.name(),
                view.enabled(),
                view.format(),
                null,
                null,
                view.digestHour(),
                FilterBody.of(view.filter()));
    }

    WebhookDraft toDraft() {
        return new WebhookDraft(
                name,
                enabled == null || enabled,
                format,
                url == null ? null : new Secret(url),
                secret == null ? null : new Secret(secret),
                digestHour,
                (filter == null ? ALL : filter).toFilter());
    }

    /** The names in it that must be of something. */
    List<Named> names() {
        return filter == null
                ? List.of()
                : Stream.of(
                                Named.ofEntries(KnownNames.Type.RULE, "filter.ruleIds", filter.ruleIds),
                                Named.ofEntries(KnownNames.Type.ACCOUNT, "filter.accountIds", filter.accountIds),
                                Named.ofNullable(KnownNames.Type.UNIT, "filter.ouPath", filter.ouPath))
                        .flatMap(Function.identity())
                        .toList();
    }

    /** The secrets are left out of every text of it. */
    @Override
    public String toString() {
        return "WebhookBody[" + name + "]";
    }
}
