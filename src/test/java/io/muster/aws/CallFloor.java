package io.muster.aws;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.muster.aws.TokenLedger.Bucket;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * The least time that calls take, as what they declare dictates it: each bucket's refill, and the latency of those that are under way
 * at a time.
 *
 * @param fraction the part of AWS's rates that is used
 * @param latency  of one call
 * @param atOnce   how many calls are under way at a time, over all replicas
 */
public record CallFloor(double fraction, Duration latency, int atOnce) {

    /** Calls of one operation in a region of an account. */
    public record Calls(String accountId, String region, AwsOperation operation, long count) {

        private Bucket bucket() {
            AwsService<?> service = operation.service();
            return new Bucket(
                    accountId,
                    service.regional() ? region : AwsService.NO_REGION,
                    service.name() + ":" + service.rates().bucket(operation.name()));
        }
    }

    public Duration of(Collection<Calls> calls) {
        Duration buckets = ofBuckets(calls);
        Duration waiting = ofLatency(calls.stream().mapToLong(Calls::count).sum());
        return buckets.compareTo(waiting) > 0 ? buckets : waiting;
    }

    /** The calls of the fullest bucket, beyond those that it admits at once. Accounts and regions do not wait for each other. */
    public Duration ofBuckets(Collection<Calls> calls) {
        Map<Bucket, Long> counts = calls.stream().collect(groupingBy(Calls::bucket, summingLong(Calls::count)));
        return calls.stream()
                .map(one -> refill(one.operation().rate().part(fraction), counts.get(one.bucket())))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Duration refill(RequestRate rate, long calls) {
        return Duration.ofMillis(Math.round(1_000 * Math.max(0, calls - rate.burst()) / rate.perSecond()));
    }

    public Duration ofLatency(long calls) {
        return latency.multipliedBy(calls).dividedBy(atOnce);
    }
}
