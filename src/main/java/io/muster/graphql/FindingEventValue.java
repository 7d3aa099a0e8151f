package io.muster.graphql;

import io.muster.finding.FindingEvent;
import io.muster.finding.FindingEventType;
import java.time.Instant;

/** An event of a finding, as the API shows it. */
record FindingEventValue(FindingEventType type, FindingType finding, Instant at) {

    static FindingEventValue of(FindingEvent event, RuleBook rules) {
        return new FindingEventValue(event.type(), FindingType.of(event.finding(), rules), event.at());
    }
}
