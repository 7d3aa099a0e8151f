package io.muster.platform;

import static io.muster.platform.Slots.Claim.FULL;
import static io.muster.platform.Slots.Claim.GRANTED;
import static io.muster.platform.Slots.Claim.HOLDER_FULL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private final Slots<String> slots = new Slots<>();

    @Test
    void noneTakesAll() {
        assertThat(take("a")).isEqualTo(GRANTED);
        assertThat(take("a")).isEqualTo(GRANTED);
        assertThat(take("a")).isEqualTo(HOLDER_FULL);
        assertThat(take("b")).isEqualTo(GRANTED);
        assertThat(take("c")).isEqualTo(FULL);
    }

    @Test
    void whatIsGivenBackCanBeTaken() {
        // given
        take("a");
        take("a");

        // when
        slots.giveBack("a");

        // then
        assertThat(take("a")).isEqualTo(GRANTED);
        assertThat(take("a")).isEqualTo(HOLDER_FULL);
    }

    @Test
    void theSameIsLoggedOnceAMinute() {
        // given
        TurnedClock clock = new TurnedClock("2026-11-26T00:00:00Z");
        SeldomLog seldom = new SeldomLog(clock);

        // when, then
        assertThat(seldom.due("x")).hasValue(0);
        assertThat(seldom.due("x")).isEmpty();
        assertThat(seldom.due("x")).isEmpty();
        assertThat(seldom.due("y")).hasValue(0);
        clock.advance(Duration.ofMinutes(2));
        assertThat(seldom.due("x")).hasValue(2);
    }

    private Slots.Claim take(String holder) {
        return slots.take(holder, 2, 3);
    }
}
