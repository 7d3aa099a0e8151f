package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.TokenLedger.Bucket;
import io.muster.aws.TokenLedger.Taken;
import io.muster.aws.TokenLedger.Wanted;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ledger in PostgreSQL, asked by several replicas at once: the times that it gives keep to one bucket. */
@QuarkusTest
class PostgresLedgerTest {

    private static final RequestRate RATE = new RequestRate(10, 50);

    @Inject
    Pool pool;

    private final String account = UUID.randomUUID().toString();

    @Test
    void tokensOfSeveralReplicasAreThoseOfOneBucket() {
        List<PostgresLedger> replicas =
                IntStream.range(0, 3).mapToObj(i -> new PostgresLedger(pool)).toList();
        Random random = new Random(7);
        List<Instant> usable = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            List<Wanted> asked = replicas.stream()
                    .map(replica -> new Wanted(bucket("ec2:DescribeVpcs"), RATE, 1 + random.nextInt(3)))
                    .toList();
            List<Uni<Void>> answers = IntStream.range(0, replicas.size())
                    .mapToObj(i -> replicas.get(i)
                            .take(List.of(asked.get(i)))
                            .invoke(answer -> {
                                synchronized (usable) {
                                    usable.addAll(times(
                                            answer.taken().get(asked.get(i).bucket()),
                                            asked.get(i).tokens()));
                                }
                            })
                            .replaceWithVoid())
                    .toList();
            Uni.join().all(answers).andFailFast().await().indefinitely();
        }
        usable.sort(null);
        for (int from = 0; from < usable.size(); from++) {
            for (int to = from; to < usable.size(); to++) {
                double seconds =
                        Duration.between(usable.get(from), usable.get(to)).toNanos() / 1e9;
                assertThat(to - from + 1.0).isLessThanOrEqualTo(RATE.burst() + RATE.perSecond() * seconds + 0.01);
            }
        }
    }

    /** A token is used at once, or as soon as it may be. */
    private static List<Instant> times(Taken taken, int tokens) {
        return IntStream.range(0, tokens)
                .mapToObj(fromLast -> taken.at().plus(taken.wait(fromLast, RATE)))
                .toList();
    }

    @Test
    void replicasCountEachOther() {
        PostgresLedger one = new PostgresLedger(pool);
        PostgresLedger other = new PostgresLedger(pool);
        one.take(List.of(new Wanted(bucket("a"), RATE, 1))).await().indefinitely();
        int counted = other.take(List.of(new Wanted(bucket("a"), RATE, 1)))
                .await()
                .indefinitely()
                .replicas();
        assertThat(counted).isGreaterThanOrEqualTo(2);
    }

    @Test
    void severalBucketsAreAskedForTogether() {
        TokenLedger.Answer answer = new PostgresLedger(pool)
                .take(List.of(new Wanted(bucket("b"), RATE, 1), new Wanted(bucket("a"), RATE, 11)))
                .await()
                .indefinitely();
        assertThat(answer.taken().get(bucket("b")).wait(0, RATE)).isZero();
        assertThat(answer.taken().get(bucket("a")).wait(1, RATE)).isZero();
        assertThat(answer.taken().get(bucket("a")).wait(0, RATE))
                .isBetween(Duration.ofMillis(19), Duration.ofMillis(21));
    }

    @Test
    void aClockThatWasSetBackDoesNotStopAnything() {
        PostgresLedger ledger = new PostgresLedger(pool);
        ledger.take(List.of(new Wanted(bucket("a"), RATE, 1))).await().indefinitely();
        pool.query("update request_bucket set full_at = now() + interval '3 days' where account_id = '" + account + "'")
                .execute()
                .await()
                .indefinitely();
        Taken taken = ledger.take(List.of(new Wanted(bucket("a"), RATE, 1)))
                .await()
                .indefinitely()
                .taken()
                .get(bucket("a"));
        assertThat(taken.wait(0, RATE)).isZero();
    }

    @Test
    void aBucketThatIsFullAgainIsForgotten() {
        PostgresLedger ledger = new PostgresLedger(pool);
        ledger.take(List.of(new Wanted(bucket("full"), RATE, 1), new Wanted(bucket("empty"), RATE, 100_000)))
                .await()
                .indefinitely();
        pool.query("update request_bucket set full_at = now() where account_id = '" + account + "' and name = 'full'")
                .execute()
                .await()
                .indefinitely();
        ledger.sweep().await().indefinitely();
        List<String> left = new ArrayList<>();
        pool.query("select name from request_bucket where account_id = '" + account + "'")
                .execute()
                .await()
                .indefinitely()
                .forEach(row -> left.add(row.getString("name")));
        assertThat(left).containsExactly("empty");
    }

    private Bucket bucket(String name) {
        return new Bucket(account, "eu-west-1", name);
    }
}
