package io.muster.estate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class InternetPropertyTest {

    @Property
    void aRangeIsTheUnionOfItsHalves(@ForAll("ranges") Cidr whole, @ForAll @IntRange(min = 1, max = 6) int depth) {
        // given
        List<Cidr> parts = split(List.of(whole), depth);

        // when
        CidrSet union = CidrSet.of(parts);

        // then
        assertThat(union).isEqualTo(CidrSet.of(whole));
        assertThat(Internet.isInternet(union)).isEqualTo(Internet.isInternet(CidrSet.of(whole)));
        assertThat(union.size(whole.family()))
                .isEqualTo(BigInteger.ONE.shiftLeft(whole.family().bits() - whole.prefixLength()));
    }

    @Property
    void whatIsTakenAwayAndGivenBackIsAllThere(@ForAll("ranges") Cidr a, @ForAll("ranges") Cidr b) {
        // given
        CidrSet left = CidrSet.of(a);
        CidrSet right = CidrSet.of(b);

        // then
        assertThat(left.minus(right).union(left.intersect(right))).isEqualTo(left);
        assertThat(left.covers(right)).isEqualTo(right.minus(left).isEmpty());
        assertThat(left.intersects(right)).isEqualTo(right.intersects(left));
    }

    @Property
    void moreSourcesNeverMakeAGroupSafer(@ForAll("ranges") Cidr a, @ForAll("ranges") Cidr b) {
        // when
        boolean alone = Internet.isInternet(CidrSet.of(a));

        // then
        assertThat(!alone || Internet.isInternet(CidrSet.of(a, b))).isTrue();
    }

    @Provide
    Arbitrary<Cidr> ranges() {
        Arbitrary<IpFamily> families = Arbitraries.of(IpFamily.class);
        return families.flatMap(family -> Combinators.combine(
                        Arbitraries.bigIntegers()
                                .between(
                                        BigInteger.ZERO,
                                        BigInteger.ONE.shiftLeft(family.bits()).subtract(BigInteger.ONE)),
                        Arbitraries.integers().between(0, family.bits() - 6))
                .as((address, length) -> new Cidr(family, address, length)));
    }

    private static List<Cidr> split(List<Cidr> ranges, int depth) {
        if (depth == 0) {
            return ranges;
        }
        List<Cidr> halves = new ArrayList<>();
        for (Cidr range : ranges) {
            int length = range.prefixLength() + 1;
            BigInteger half = BigInteger.ONE.shiftLeft(range.family().bits() - length);
            halves.add(new Cidr(range.family(), range.network(), length));
            halves.add(new Cidr(range.family(), range.network().add(half), length));
        }
        return split(halves, depth - 1);
    }
}
