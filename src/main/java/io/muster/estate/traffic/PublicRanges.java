package io.muster.estate.traffic;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes a set of addresses as the largest ranges of which it holds all that is public. */
public final class PublicRanges {

    private PublicRanges() {}

    public static List<String> of(CidrSet addresses) {
        List<String> ranges = new ArrayList<>();
        for (IpFamily family : IpFamily.values()) {
            Intervals wanted = addresses.of(family).intersect(Internet.PUBLIC.of(family));
            collect(new Cidr(family, BigInteger.ZERO, 0), wanted, Internet.PUBLIC.of(family), ranges);
        }
        return List.copyOf(ranges);
    }

    /** As the fewest ranges that make it up, those that are not public too. */
    public static List<String> exactly(CidrSet addresses) {
        return addresses.ranges().stream().map(PublicRanges::text).toList();
    }

    private static void collect(Cidr range, Intervals wanted, Intervals open, List<String> ranges) {
        Intervals own = Intervals.of(range.interval());
        Intervals within = wanted.intersect(own);
        if (within.isEmpty()) {
            return;
        }
        Intervals all = open.intersect(own);
        if (within.equals(all)) {
            ranges.add(text(range));
            return;
        }
        int length = range.prefixLength() + 1;
        BigInteger half = BigInteger.ONE.shiftLeft(range.family().bits() - length);
        collect(new Cidr(range.family(), range.network(), length), within, all, ranges);
        collect(new Cidr(range.family(), range.network().add(half), length), within, all, ranges);
    }

    private static String text(Cidr range) {
        byte[] bytes = new byte[range.family().bits() / Byte.SIZE];
        byte[] significant = range.network().toByteArray();
        int taken = Math.min(bytes.length, significant.length);
        System.arraycopy(significant, significant.length - taken, bytes, bytes.length - taken, taken);
        try {
            return NetUtil.toAddressString(InetAddress.getByAddress(bytes)) + "/" + range.prefixLength();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "an address of " + Arrays.toString(bytes), e); // only of another number of bytes
        }
    }
}
