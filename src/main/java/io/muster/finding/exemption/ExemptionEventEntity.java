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
import java.time.Instant;

/** The {@code exemption_event} table. */
@Entity
@Table(name = "exemption_event")
class ExemptionEventEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "exemption_id")
    long exemptionId;

    Instant at;

    @Column(columnDefinition = "text")
    @Enumerated(EnumType.STRING)
    ExemptionEventType type;

    @Column(name = "by_name", columnDefinition = "text")
    String byName;

    @Column(columnDefinition = "text")
    String note;

    /** @param byName null for an end that came by itself */
    static ExemptionEventEntity of(
            ExemptionEntity exemption,
            ExemptionEventType type,
            Instant at,
            @Nullable String byName,
            @Nullable String note) {
        ExemptionEventEntity event = new ExemptionEventEntity();
        event.exemptionId = exemption.id;
        event.at = at;
        event.type = type;
        event.byName = byName;
        event.note = note;
        return event;
    }
}
