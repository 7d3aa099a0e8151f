package io.muster.graphql;

import io.muster.finding.FlowPoint;
import jakarta.annotation.Nullable;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

@Description("The events of findings in a bucket. Buckets without events are included.")
public record FindingFlowPoint(
        @NonNull @Description("When the bucket began, in UTC.")
        Instant time,

        @Description("How many findings were found for the first time.")
        int opened,

        @Description(
                "How many findings were found again after they had been resolved; a finding counts as often as it was.")
        int reopened,

        @Description("How many findings were resolved; a finding counts as often as it was.")
        int resolved,

        @Description("How many findings were suppressed; a finding counts as often as it was.")
        int suppressed,

        @Description(
                "How many findings were open again because no suppression covered them any more; a finding counts as"
                        + " often as it was.")
        int returned,

        @Description("The value of the dimension; null without one. By severity or area every value is there, by the"
                + " others only one of which something happened.")
        String key,

        @Description(FindingTrendPoint.KEY_NAME) String keyName) {

    static FindingFlowPoint of(FlowPoint point, @Nullable String keyName) {
        return new FindingFlowPoint(
                point.time(),
                point.opened(),
                point.reopened(),
                point.resolved(),
                point.suppressed(),
                point.returned(),
                point.key(),
                keyName);
    }
}
