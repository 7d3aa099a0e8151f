package io.muster.graphql;

import io.muster.finding.exemption.ExemptionEvent;
import io.muster.finding.exemption.ExemptionEventType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("SuppressionEvent")
@Description("Something that happened to an exemption.")
public record ExemptionEventEntry(
        @NonNull @Description("The type of the event.") ExemptionEventType type,
        @NonNull @Description("When.") Instant at,

        @Description("The caller who did it; null for an end that came by itself.")
        String byName,

        @Description("The changed terms, or the second person's note.")
        String note) {

    static ExemptionEventEntry of(ExemptionEvent event) {
        return new ExemptionEventEntry(event.type(), event.at(), event.byName(), event.note());
    }
}
