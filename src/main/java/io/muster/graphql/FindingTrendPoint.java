package io.muster.graphql;

import io.muster.finding.TrendPoint;
import jakarta.annotation.Nullable;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

@Description("How many findings there were at the end of a bucket. Buckets without a change are there, too.")
public record FindingTrendPoint(
        @NonNull @Description("When the bucket began, in UTC.")
        Instant time,

        @Description(
                "How many findings there were when the bucket ended; of the current bucket, how many there are now.")
        int value,

        @Description(
                "The value of the dimension; null without one. By severity, status or area every value is there, by"
                        + " the others only one that has findings.")
        String key,

        @Description(KEY_NAME) String keyName) {

    static final String KEY_NAME =
            "The key for people: the title of the rule, the name of the account, or else the key itself.";

    static FindingTrendPoint of(TrendPoint point, @Nullable String keyName) {
        return new FindingTrendPoint(point.time(), point.value(), point.key(), keyName);
    }
}
