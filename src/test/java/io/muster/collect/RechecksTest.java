package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredFacts.Recalled;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When facts of resources are due, by their age and the kind's number of intervals of a day. */
class RechecksTest {

    private static final AwsScope AWS = new AwsScope(Scope.of("111111111111", "eu-west-1"), null);

    @ParameterizedTest
    @CsvSource({"11, 0", "22, 200"})
    void theFactsOfMostKindsAreDueBetweenHalfAnIntervalAndNineTenthsOfIt(int hours, int due) {
        assertThat(due(Instance.class, ResourceKind.INSTANCE, hours)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"22, 0", "83, 0", "152, 200"})
    void whatIsPutTogetherInAJobIsDueSevenTimesAsLate(int hours, int due) {
        assertThat(due(Role.class, ResourceKind.ROLE, hours)).isEqualTo(due);
    }

    /** How many of 200 resources are due at the age. */
    private static <T extends Record> long due(Class<T> type, ResourceKind kind, int hours) {
        Rechecks<T> rechecks =
                Rechecks.of(AWS.recalling(MadeRecall.of()), type).await().indefinitely();
        return IntStream.range(0, 200)
                .mapToObj(number -> RechecksTest.<T>resource(kind, "r-" + number))
                .map(resource -> new Recalled<>(resource, Estates.NOW.minus(Duration.ofHours(hours))))
                .filter(rechecks::isDue)
                .count();
    }

    private static <T extends Record> Resource<T> resource(ResourceKind kind, String id) {
        return new Resource<>(AWS.scope().arn(kind, id), kind, AWS.scope(), id, id, Map.of(), null);
    }
}
