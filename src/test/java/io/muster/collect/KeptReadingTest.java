package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an organization is read again: the reading is the number of the time. */
class KeptReadingTest {

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private final KeptReading<Integer> kept = new KeptReading<>(now::get);

    @ParameterizedTest
    @CsvSource({
        "59, true, 1",
        "59, false, 1",
        "61, true, 1",
        "61, false, 2",
        "601, true, 2",
        "601, false, 2",
    })
    void aReadingThatLacksTheAccountIsTrustedForAMinute(int secondsOld, boolean holds, int expected) {
        // given
        ask(true);

        // when
        now.addAndGet(Duration.ofSeconds(secondsOld).toNanos());
        int known = ask(holds);

        // then
        assertThat(known).isEqualTo(expected);
        assertThat(ask(false)).as("many who ask").isEqualTo(secondsOld == 61 && holds ? 2 : expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 59, 1", "0, 61, 2", "20, 199, 1", "20, 201, 2", "120, 599, 1", "120, 601, 2"})
    void aReadingThatIsNotCompleteIsKeptForTenTimesAsLongAsItTook(int took, int secondsOld, int expected) {
        // given
        int first = askInPart(took);

        // when
        now.addAndGet(Duration.ofSeconds(secondsOld).toNanos());

        // then
        assertThat(first).isOne();
        assertThat(askInPart(0)).isEqualTo(expected);
        assertThat(askInPart(0)).as("the next who asks").isEqualTo(expected);
    }

    private int askInPart(int took) {
        Uni<Integer> read = Uni.createFrom().item(() -> {
            now.addAndGet(Duration.ofSeconds(took).toNanos());
            return reads.incrementAndGet();
        });
        return kept.of("111111111111", () -> read, all -> false, one -> false)
                .await()
                .indefinitely();
    }

    private int ask(boolean holds) {
        return kept.of("111111111111", () -> Uni.createFrom().item(reads::incrementAndGet), all -> true, one -> holds)
                .await()
                .indefinitely();
    }
}
