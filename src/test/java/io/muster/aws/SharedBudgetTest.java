package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the replicas ask for, and when: together they make no more calls in any time than one bucket allows. */
class SharedBudgetTest {

    private static final RequestBudget.Key KEY =
            new RequestBudget.Key("111111111111", "eu-west-1", AwsService.EC2.operation("DescribeVolumes"));
    private static final double FRACTION = 0.1;
    private static final double BURST = 10;
    private static final double PER_SECOND = 2;

    /**
     * What happens next.
     *
     * @param calls   so many calls by the replica at once
     * @param repeats so many requests of a call that the SDK repeated
     * @param pause   milliseconds before
     */
    record Step(int replica, int calls, int repeats, int pause) {}

    /** The replicas, and when their calls were made. */
    private static final class Cluster {
        private final VirtualTime time = new VirtualTime();
        private final List<Long> made = new ArrayList<>();
        private final MemoryLedger ledger;
        private final List<RequestBudget> replicas;

        Cluster(int size) {
            this.ledger = new MemoryLedger(time::now, size);
            this.replicas = IntStream.range(0, size)
                    .mapToObj(i -> new RequestBudget(
                            FRACTION, new RequestMetrics(new SimpleMeterRegistry()), ledger, time::now, time::after))
                    .toList();
        }

        void run(Step step) {
            time.advance(Duration.ofMillis(step.pause()));
            RequestBudget budget = replicas.get(step.replica() % replicas.size());
            for (int i = 0; i < step.calls(); i++) {
                budget.take(KEY).subscribe().with(done -> made.add(time.now()));
            }
            for (int i = 1; i < step.repeats(); i++) {
                budget.repeated(KEY);
            }
        }

        void finish() {
            time.advance(Duration.ofHours(1));
        }

        void keepsTheLaw() {
            for (int from = 0; from < made.size(); from++) {
                for (int to = from; to < made.size(); to++) {
                    double seconds = (made.get(to) - made.get(from)) / 1e9;
                    assertThat(to - from + 1.0).isLessThanOrEqualTo(BURST + PER_SECOND * seconds + 1e-6);
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.integers()
                .between(0, 4)
                .flatMap(replica -> Arbitraries.integers()
                        .between(0, 8)
                        .flatMap(calls -> Arbitraries.integers()
                                .between(1, 3)
                                .flatMap(repeats -> Arbitraries.integers()
                                        .between(0, 3_000)
                                        .map(pause -> new Step(replica, calls, repeats, pause)))))
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 200)
    void callsOfAllReplicasKeepToOneBucket(
            @ForAll @IntRange(min = 1, max = 5) int size, @ForAll("steps") List<Step> steps) {
        Cluster cluster = new Cluster(size);
        steps.forEach(cluster::run);
        cluster.finish();
        cluster.keepsTheLaw();
        assertThat(cluster.made).hasSize(steps.stream().mapToInt(Step::calls).sum());
    }

    /** Of tokens that one replica waits for, the others know nothing: a burst before the loss, and none to wait for. */
    @Property(tries = 200)
    void theyDoWhenTheLedgerIsLost(
            @ForAll @IntRange(min = 1, max = 5) int size,
            @ForAll @IntRange(max = 5) int burst,
            @ForAll("steps") List<Step> after) {
        Cluster cluster = new Cluster(size);
        IntStream.range(0, size).forEach(replica -> cluster.run(new Step(replica, 1, 1, 0)));
        cluster.run(new Step(0, burst, 1, 0));
        cluster.ledger.lose();
        after.forEach(cluster::run);
        cluster.finish();
        cluster.keepsTheLaw();
        assertThat(cluster.made)
                .hasSize(size + burst + after.stream().mapToInt(Step::calls).sum());
    }

    @Property(tries = 200)
    void oneReplicaDoesWhenTheLedgerIsLostAndFound(
            @ForAll("steps") List<Step> before, @ForAll("steps") List<Step> during, @ForAll("steps") List<Step> after) {
        Cluster cluster = new Cluster(1);
        before.forEach(cluster::run);
        cluster.ledger.lose();
        during.forEach(cluster::run);
        cluster.ledger.find();
        after.forEach(cluster::run);
        cluster.finish();
        cluster.keepsTheLaw();
    }
}
