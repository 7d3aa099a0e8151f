package io.muster.graphql;

import io.muster.finding.FindingEvent;
import io.muster.finding.FindingEventType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("FindingEvent")
@Description("An event of a finding.")
public record FindingEventValue(
        @NonNull @Description("The type of the event.") FindingEventType type,

        @NonNull @Description("The finding, as it is when the event is told.")
        FindingType finding,

        @NonNull @Description("The scan that found it.") Instant at) {

    static FindingEventValue of(FindingEvent event, RuleBook rules) {
        return new FindingEventValue(event.type(), FindingType.of(event.finding(), rules), event.at());
    }
}
