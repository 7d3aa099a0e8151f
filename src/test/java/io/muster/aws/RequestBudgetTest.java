package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestBudgetTest {

    private static final AwsOperation VOLUMES = AwsService.EC2.operation("DescribeVolumes");
    private static final RequestBudget.Key KEY = key("111111111111", "eu-west-1", VOLUMES);

    private final VirtualTime time = new VirtualTime();
    private final RequestBudget budget = new RequestBudget(
            0.5, new RequestMetrics(new SimpleMeterRegistry()), new MemoryLedger(time::now, 1), time::now, time::after);

    @Test
    void aBurstPassesAtOnceAndTheRestAtHalfOfAwsRate() {
        List<Long> passed = take(KEY, 70);

        assertThat(passed).hasSize(50).allMatch(at -> at == 0);
        time.advance(Duration.ofSeconds(1));
        assertThat(passed).hasSize(60);
        time.advance(Duration.ofSeconds(1));
        assertThat(passed).hasSize(70);
    }

    @Test
    void callersAreServedInTheOrderInWhichTheyCame() {
        take(KEY, 50);
        List<String> served = new ArrayList<>();
        budget.take(KEY).subscribe().with(done -> served.add("first"));
        budget.take(KEY).subscribe().with(done -> served.add("second"));
        time.advance(Duration.ofMillis(100));
        assertThat(served).containsExactly("first");
        time.advance(Duration.ofMillis(100));
        assertThat(served).containsExactly("first", "second");
    }

    @Test
    void eachAccountRegionAndOperationHasABucketOfItsOwn() {
        take(KEY, 50);
        assertThat(take(key("222222222222", "eu-west-1", VOLUMES), 1)).hasSize(1);
        assertThat(take(key("111111111111", "eu-west-2", VOLUMES), 1)).hasSize(1);
        assertThat(take(key("111111111111", "eu-west-1", AwsService.EC2.operation("DescribeVpcs")), 1))
                .hasSize(1);
        assertThat(take(KEY, 1)).isEmpty();
    }

    @Test
    void iamIsHeldToLess() {
        RequestBudget.Key roles = key("111111111111", "global", AwsService.IAM.operation("ListInstanceProfiles"));
        List<Long> passed = take(roles, 15);
        assertThat(passed).hasSize(7);
        time.advance(Duration.ofSeconds(1));
        assertThat(passed).hasSizeBetween(14, 15);
    }

    @Test
    void whatTheSdkRepeatedIsChargedToTheNextCallers() {
        take(KEY, 1);
        IntStream.range(0, 5).forEach(i -> budget.repeated(KEY));
        assertThat(take(KEY, 50)).hasSize(44);
    }

    @Test
    void aThrottledBucketIsUsedAtHalfOfItsRateAndRecovers() {
        // given
        take(KEY, 50);

        // when
        budget.throttled(KEY);
        List<Long> slow = take(KEY, 5);
        time.advance(Duration.ofSeconds(1));

        // then
        assertThat(slow).hasSize(5);
        assertThat(take(KEY, 1)).as("the second is used up").isEmpty();

        // when, then
        time.advance(Pace.RECOVERY);
        assertThat(take(KEY, 60)).as("a burst as if nothing had been").hasSize(50);
    }

    @Test
    void refusalsOfCallsThatAreUnderWayTogetherSlowItOnce() {
        // given
        RequestBudget.Key other = key("111111111111", "eu-west-2", VOLUMES);

        // when
        for (int i = 0; i < 20; i++) {
            budget.throttled(KEY);
        }

        // then
        assertThat(take(KEY, 50)).hasSize(25);
        assertThat(take(other, 50)).as("another bucket").hasSize(50);
    }

    /** Vert.x refuses timers of less than a millisecond. */
    @ParameterizedTest
    @CsvSource({"1, 1", "999999, 1", "1000000, 1", "1000001, 2", "250000000, 250"})
    void aWaitIsRoundedUpToWholeMilliseconds(long nanoseconds, long milliseconds) {
        assertThat(RequestBudget.wholeMilliseconds(Duration.ofNanos(nanoseconds)))
                .isEqualTo(Duration.ofMillis(milliseconds));
    }

    /** The times at which so many calls came to pass, as they come to pass. */
    private List<Long> take(RequestBudget.Key key, int calls) {
        List<Long> passed = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            budget.take(key).subscribe().with(done -> passed.add(time.now()));
        }
        return passed;
    }

    private static RequestBudget.Key key(String account, String region, AwsOperation operation) {
        return new RequestBudget.Key(account, region, operation);
    }
}
