package io.muster.estate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Against a look at every set. */
class AddressIndexTest {

    @Property(tries = 500)
    void findsTheSetsThatHoldAnAddress(@ForAll long seed) {
        // given
        Random random = new Random(seed);
        Map<Integer, CidrSet> sets = new TreeMap<>();
        AddressIndex<Integer> index = new AddressIndex<>();
        for (int n = 0; n < 8; n++) {
            CidrSet set = set(random).union(set(random)).minus(set(random));
            sets.put(n, set);
            index.add(set, n);
        }
        Cidr address = range(random, 0);

        // when, then
        assertThat(index.of(address))
                .containsExactlyInAnyOrderElementsOf(sets.entrySet().stream()
                        .filter(one -> one.getValue().covers(CidrSet.of(address)))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private static CidrSet set(Random random) {
        return random.nextInt(16) == 0 ? CidrSet.ANY : CidrSet.of(range(random, random.nextInt(8)));
    }

    /** Of few addresses, at either end of the family's or in the middle. */
    private static Cidr range(Random random, int hostBits) {
        IpFamily family = random.nextBoolean() ? IpFamily.IPV4 : IpFamily.IPV6;
        BigInteger last = BigInteger.ONE.shiftLeft(family.bits()).subtract(BigInteger.ONE);
        BigInteger low = BigInteger.valueOf(random.nextInt(64));
        BigInteger network = switch (random.nextInt(3)) {
            case 0 -> low;
            case 1 -> last.subtract(low);
            default -> last.shiftRight(1).add(low);
        };
        return new Cidr(family, network, family.bits() - hostBits);
    }
}
