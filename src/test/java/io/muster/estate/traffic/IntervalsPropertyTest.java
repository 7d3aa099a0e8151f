package io.muster.estate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.traffic.Intervals.Interval;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Against a bit set over a universe that is small enough to count. */
class IntervalsPropertyTest {

    private static final int UNIVERSE = 24;

    @Property
    void operationsAgreeWithCounting(@ForAll("sets") List<Interval> left, @ForAll("sets") List<Interval> right) {
        // given
        Intervals a = Intervals.of(left);
        Intervals b = Intervals.of(right);
        BitSet inA = counted(left);
        BitSet inB = counted(right);
        BitSet union = copy(inA);
        union.or(inB);
        BitSet common = copy(inA);
        common.and(inB);
        BitSet rest = copy(inA);
        rest.andNot(inB);
        BitSet missing = copy(inB);
        missing.andNot(inA);

        // then
        assertThat(members(a.union(b))).isEqualTo(union);
        assertThat(members(a.intersect(b))).isEqualTo(common);
        assertThat(members(a.minus(b))).isEqualTo(rest);
        assertThat(a.covers(b)).isEqualTo(missing.isEmpty());
        assertThat(a.size()).isEqualTo(BigInteger.valueOf(inA.cardinality()));
        assertThat(a.isEmpty()).isEqualTo(inA.isEmpty());
    }

    @Property
    void equalSetsAreEqualValues(@ForAll("sets") List<Interval> intervals) {
        // given
        BitSet members = counted(intervals);

        // when
        Intervals oneByOne =
                members.stream().mapToObj(i -> Intervals.of(interval(i, i))).reduce(Intervals.EMPTY, Intervals::union);

        // then
        assertThat(oneByOne).isEqualTo(Intervals.of(intervals));
    }

    @Provide
    Arbitrary<List<Interval>> sets() {
        Arbitrary<Integer> ends = Arbitraries.integers().between(0, UNIVERSE - 1);
        return ends.tuple2()
                .map(pair -> interval(Math.min(pair.get1(), pair.get2()), Math.max(pair.get1(), pair.get2())))
                .list()
                .ofMaxSize(6);
    }

    private static Interval interval(int first, int last) {
        return new Interval(BigInteger.valueOf(first), BigInteger.valueOf(last));
    }

    private static BitSet counted(List<Interval> intervals) {
        BitSet members = new BitSet(UNIVERSE);
        intervals.forEach(
                part -> members.set(part.first().intValue(), part.last().intValue() + 1));
        return members;
    }

    private static BitSet members(Intervals intervals) {
        BitSet members = new BitSet(UNIVERSE);
        IntStream.range(0, UNIVERSE)
                .filter(i -> intervals.contains(BigInteger.valueOf(i)))
                .forEach(members::set);
        return members;
    }

    private static BitSet copy(BitSet original) {
        BitSet copy = new BitSet(UNIVERSE);
        copy.or(original);
        return copy;
    }
}
