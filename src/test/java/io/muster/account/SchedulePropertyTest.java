package io.muster.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of any schedule, whatever its expression. */
class SchedulePropertyTest {

    @Property(tries = 300)
    void theNextTimeIsLater(@ForAll("schedules") String expression, @ForAll("times") Instant now) {
        Optional<Instant> next = Schedule.parse(expression).next(now);
        next.ifPresent(time -> assertThat(time).isAfter(now));
    }

    @Property(tries = 300)
    void twoTimesInARowAreAMinuteApartAtLeast(@ForAll("schedules") String expression, @ForAll("times") Instant now) {
        // given
        Schedule schedule = Schedule.parse(expression);

        // when
        Optional<Instant> first = schedule.next(now);
        Optional<Instant> second = first.flatMap(schedule::next);

        // then
        second.ifPresent(time ->
                assertThat(Duration.between(first.orElseThrow(), time)).isGreaterThanOrEqualTo(Schedule.SHORTEST));
    }

    @Property(tries = 300)
    void aLaterStartNeverLeadsToAnEarlierTime(
            @ForAll("schedules") String expression, @ForAll("times") Instant one, @ForAll("times") Instant other) {
        // given
        Schedule schedule = Schedule.parse(expression);
        Instant early = one.isBefore(other) ? one : other;
        Instant late = one.isBefore(other) ? other : one;

        // when
        Optional<Instant> nextOfEarly = schedule.next(early);
        Optional<Instant> nextOfLate = schedule.next(late);

        // then
        nextOfLate.ifPresent(time -> assertThat(nextOfEarly)
                .hasValueSatisfying(before -> assertThat(before).isBeforeOrEqualTo(time)));
    }

    @Property(tries = 300)
    void aTimetableLeavesNoTimeOut(@ForAll("timetables") String expression, @ForAll("times") Instant now) {
        // given
        Schedule schedule = Schedule.parse(expression);

        // when
        Optional<Instant> next = schedule.next(now);

        // then the moment before it leads to the same time
        next.ifPresent(time -> assertThat(schedule.next(time.minusNanos(1))).contains(time));
    }

    @Property
    void anyTextIsAScheduleOrIsRefused(@ForAll String text) {
        assertThatCode(() -> {
                    try {
                        Schedule.parse(text);
                    } catch (IllegalArgumentException refused) {
                        assertThat(refused).hasMessageMatching("(?s).+");
                    }
                })
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<String> schedules() {
        return Arbitraries.oneOf(intervals(), timetables());
    }

    private static Arbitrary<String> intervals() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(60, 100_000).map(seconds -> "every " + seconds + "s"),
                Arbitraries.integers().between(1, 10_000).map(minutes -> "every " + minutes + "m"),
                Arbitraries.integers().between(1, 8_000).map(hours -> "EVERY " + hours + "H"),
                Arbitraries.integers().between(1, 366).map(days -> "every " + days + "d"));
    }

    @Provide
    Arbitrary<String> timetables() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 59).map(String::valueOf),
                        field(0, 59),
                        field(0, 23),
                        Arbitraries.of("* * ?", "1 * ?", "L * ?", "? * MON-FRI", "? * SUN", "29 2 ?", "31 1/2 ?"))
                .as((second, minute, hour, day) -> String.join(" ", second, minute, hour, day));
    }

    private static Arbitrary<String> field(int first, int last) {
        Arbitrary<Integer> number = Arbitraries.integers().between(first, last);
        return Arbitraries.oneOf(
                Arbitraries.just("*"),
                number.map(String::valueOf),
                number.map(from -> from + "/7"),
                number.list().ofMinSize(2).ofMaxSize(3).uniqueElements().map(SchedulePropertyTest::joined));
    }

    private static String joined(List<Integer> numbers) {
        return numbers.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2024-01-01T00:00:00Z").toEpochMilli(),
                        Instant.parse("2032-12-31T00:00:00Z").toEpochMilli())
                .map(Instant::ofEpochMilli);
    }
}
