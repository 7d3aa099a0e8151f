package io.muster.finding.exemption;

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
import java.util.Arrays;
import java.util.stream.Stream;

/** The {@code exemption} table. */
@Entity
@Table(name = "exemption")
class ExemptionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version
    int version;

    @Column(columnDefinition = "text")
    @Enumerated(EnumType.STRING)
    ExemptionType type;

    @Column(columnDefinition = "text")
    @Enumerated(EnumType.STRING)
    ExemptionState state;

    @Column(name = "rule_id", columnDefinition = "text")
    String ruleId;

    @Column(name = "account_id", columnDefinition = "text")
    String accountId;

    @Column(name = "ou_path", columnDefinition = "text")
    String ouPath;

    @Column(columnDefinition = "text")
    String region;

    @Column(name = "resource_arn", columnDefinition = "text")
    String resourceArn;

    @Column(name = "tag_key", columnDefinition = "text")
    String tagKey;

    @Column(name = "tag_value", columnDefinition = "text")
    String tagValue;

    @Column(columnDefinition = "text")
    @Enumerated(EnumType.STRING)
    AttestedVerdict verdict;

    @Column(columnDefinition = "text")
    String evidence;

    @Column(columnDefinition = "text")
    String reason;

    @Column(columnDefinition = "text")
    String owner;

    @Column(name = "ends_at")
    Instant endsAt;

    @Column(name = "needs_approval")
    boolean needsApproval;

    @Column(name = "requested_by", columnDefinition = "text")
    String requestedBy;

    @Column(name = "requester_name", columnDefinition = "text")
    String requesterName;

    /** Everyone who changed the terms while it was a request; null where nobody did. */
    @Column(name = "terms_authors", columnDefinition = "_text")
    String[] termsAuthors;

    /** The last of them, which replicas of an earlier version write and read alone. */
    @Column(name = "terms_by", columnDefinition = "text")
    String termsBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "decider_name", columnDefinition = "text")
    String deciderName;

    @Column(name = "decided_at")
    Instant decidedAt;

    @Column(name = "ender_name", columnDefinition = "text")
    String enderName;

    @Column(name = "ended_at")
    Instant endedAt;

    @Column(name = "noticed_at")
    Instant noticedAt;

    boolean settled;

    /** A new exemption, which is in force at once unless a second person has to approve it. */
    static ExemptionEntity of(ExemptionDraft draft, String requestedBy, String requesterName, Instant now) {
        ExemptionEntity entity = new ExemptionEntity();
        entity.type = draft.type();
        entity.state = draft.needsApproval() ? ExemptionState.REQUESTED : ExemptionState.ACTIVE;
        entity.mean(draft.scope());
        entity.verdict = draft.verdict();
        entity.agree(new ExemptionTerms(draft.reason(), draft.owner(), draft.until(), draft.evidence()));
        entity.needsApproval = draft.needsApproval();
        entity.requestedBy = requestedBy;
        entity.requesterName = requesterName;
        entity.createdAt = now;
        entity.settled = draft.needsApproval();
        return entity;
    }

    private void mean(ExemptionScope scope) {
        ruleId = scope.ruleId();
        accountId = scope.accountId();
        ouPath = scope.ouPath();
        region = scope.region();
        resourceArn = scope.resourceArn();
        tagKey = scope.tagKey();
        tagValue = scope.tagValue();
    }

    /** While it is in force, its findings are brought in line again: a new end may come after the old one has passed. */
    void agree(ExemptionTerms terms) {
        reason = terms.reason();
        owner = terms.owner();
        endsAt = terms.until();
        evidence = terms.evidence();
        noticedAt = null;
        settled = settled && state != ExemptionState.ACTIVE;
    }

    /** Adds the caller to those who changed the terms of the request. */
    void rewordedBy(String caller) {
        termsAuthors = Stream.concat(authors(), Stream.of(caller)).distinct().toArray(String[]::new);
        termsBy = caller;
    }

    /** Whether the caller asked for it, or changed what is to be decided on. */
    boolean isOf(String caller) {
        return requestedBy.equals(caller) || authors().anyMatch(caller::equals);
    }

    private Stream<String> authors() {
        Stream<String> noted = termsAuthors == null ? Stream.empty() : Arrays.stream(termsAuthors);
        return Stream.concat(noted, Stream.ofNullable(termsBy));
    }

    ExemptionTerms terms() {
        return new ExemptionTerms(reason, owner, endsAt, evidence);
    }

    void approve(String by, Instant now) {
        decide(ExemptionState.ACTIVE, by, now);
        settled = false;
    }

    void refuse(String by, Instant now) {
        decide(ExemptionState.REFUSED, by, now);
        settled = true;
    }

    private void decide(ExemptionState decision, String by, Instant now) {
        state = decision;
        deciderName = by;
        decidedAt = now;
    }

    /** @param by null where it expired */
    void end(ExemptionState end, @Nullable String by, Instant now) {
        settled = state == ExemptionState.REQUESTED;
        state = end;
        enderName = by;
        endedAt = now;
    }
}
