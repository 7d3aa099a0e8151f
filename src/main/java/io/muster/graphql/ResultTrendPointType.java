package io.muster.graphql;

import io.muster.finding.ResultPoint;
import jakarta.annotation.Nullable;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("ResultTrendPoint")
@Description("How many verdicts of each sort there were at the end of a bucket.")
public record ResultTrendPointType(
        @NonNull @Description("When the bucket began, in UTC.")
        Instant time,

        @Description("How many passed.") int passed,

        @Description("How many failed, those that are suppressed included.")
        int failed,

        @Description("How many could not be judged.") int unknown,
        @Description("How many the rules do not speak of.") int notApplicable,

        @Description("The value of the dimension; null without one.")
        String key,

        @Description(FindingTrendPoint.KEY_NAME) String keyName) {

    static ResultTrendPointType of(ResultPoint point, @Nullable String keyName) {
        return new ResultTrendPointType(
                point.time(),
                point.passed(),
                point.failed(),
                point.unknown(),
                point.notApplicable(),
                point.key(),
                keyName);
    }
}
