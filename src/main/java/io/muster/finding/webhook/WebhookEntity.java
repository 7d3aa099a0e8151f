package io.muster.finding.webhook;

import jakarta.annotation.Nullable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;

/** The {@code webhook} table. */
@Entity
@Table(name = "webhook")
class WebhookEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version
    int version;

    @Column(columnDefinition = "text")
    String name;

    boolean enabled;

    @Column(columnDefinition = "text")
    @Enumerated(EnumType.STRING)
    WebhookFormat format;

    @Column(columnDefinition = "text")
    String url;

    @Column(columnDefinition = "text")
    String secret;

    @Column(name = "digest_hour")
    Integer digestHour;

    @Column(name = "digest_due_at")
    Instant digestDueAt;

    @Column(columnDefinition = "_text")
    String[] types;

    @Column(name = "minimum_severity", columnDefinition = "text")
    String minimumSeverity;

    @Column(columnDefinition = "_text")
    String[] severities;

    @Column(columnDefinition = "_text")
    String[] areas;

    @Column(name = "rule_ids", columnDefinition = "_text")
    String[] ruleIds;

    @Column(name = "account_ids", columnDefinition = "_text")
    String[] accountIds;

    @Column(name = "ou_path", columnDefinition = "text")
    String ouPath;

    @Column(name = "tag_keys", columnDefinition = "_text")
    String[] tagKeys;

    @Column(name = "tag_values", columnDefinition = "_text")
    String[] tagValues;

    @Column(name = "creator_name", columnDefinition = "text")
    String creatorName;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "changed_at")
    Instant changedAt;

    static WebhookEntity of(WebhookDraft draft, String creatorName, Instant now) {
        WebhookEntity entity = new WebhookEntity();
        entity.creatorName = creatorName;
        entity.createdAt = now;
        entity.become(draft, now);
        return entity;
    }

    void become(WebhookDraft draft, Instant now) {
        name = draft.name();
        enabled = draft.enabled();
        format = draft.format();
        url = draft.url() == null ? url : draft.url().value();
        secret = draft.secret() == null ? secret : draft.secret().value();
        digestAt(draft.digestHour(), now);
        mean(draft.filter());
        changedAt = now;
    }

    /** Gathered events go out at once where no digest is wanted any more. */
    private void digestAt(@Nullable Integer hour, Instant now) {
        if (hour == null) {
            digestDueAt = digestHour == null ? digestDueAt : now;
        } else {
            digestDueAt = DigestTimes.next(hour, now);
        }
        digestHour = hour;
    }

    private void mean(WebhookFilter filter) {
        types = names(filter.types());
        minimumSeverity = filter.minimumSeverity() == null
                ? null
                : filter.minimumSeverity().name();
        severities = names(filter.severities());
        areas = names(filter.areas());
        ruleIds = texts(filter.ruleIds());
        accountIds = texts(filter.accountIds());
        ouPath = filter.ouPath();
        tagKeys = filter.tags() == null
                ? null
                : filter.tags().stream().map(WebhookFilter.Tag::key).toArray(String[]::new);
        tagValues = filter.tags() == null
                ? null
                : filter.tags().stream().map(WebhookFilter.Tag::value).toArray(String[]::new);
    }

    private static @Nullable String[] names(@Nullable List<? extends Enum<?>> constants) {
        return constants == null ? null : constants.stream().map(Enum::name).toArray(String[]::new);
    }

    private static @Nullable String[] texts(@Nullable List<String> texts) {
        return texts == null ? null : texts.toArray(String[]::new);
    }
}
