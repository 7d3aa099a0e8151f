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
        @NonNull @Description("What it was.") ExemptionEventType type,
        @NonNull @Description("When.") Instant at,

        @Description("Who did it; null where nobody did, but the time.")
        String byName,

        @Description("What was changed, or what the second person wrote.")
        String note) {

    static ExemptionEventEntry of(ExemptionEvent event) {
        return new ExemptionEventEntry(event.type(), event.at(), event.byName(), event.note());
    }
}
