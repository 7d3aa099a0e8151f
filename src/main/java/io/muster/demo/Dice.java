package io.muster.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Repeatable random values: drawn from a seed by name and number, not by the order of asking. */
final class Dice {

    /** The latest creation time in the estate: its past must not move with the clock. */
    static final Instant LATEST = Instant.parse("2026-10-01T06:00:00Z");

    private static final int OLDEST_DAYS = 700;
    private static final Pattern ID = Pattern.compile("(.*-)0([0-9a-f]{16})");

    private final long seed;

    Dice(long seed) {
        this.seed = mix(seed);
    }

    /** Independent dice for a part of the estate. */
    Dice of(String name) {
        return new Dice(draw(name, 0));
    }

    /** Any long; another one for each number. */
    long draw(String name, int number) {
        return mix(key(name) ^ number);
    }

    /** A number from 0 to below the bound. */
    int below(int bound, String name, int number) {
        return (int) Long.remainderUnsigned(draw(name, number), bound);
    }

    /**
     * An id as EC2 makes them: the prefix, and 17 hexadecimal digits of which the first is 0.
     *
     * @param prefix with its dash
     */
    String id(String prefix, int number) {
        return prefix + "0" + hex(prefix, number);
    }

    /** The number from which {@link #id} made the id; empty, or a random number, for one that it did not make. */
    OptionalInt numberOf(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            return OptionalInt.empty();
        }
        long number = unmix(Long.parseUnsignedLong(parts.group(2), 16)) ^ key(parts.group(1));
        return number >= 0 && number <= Integer.MAX_VALUE ? OptionalInt.of((int) number) : OptionalInt.empty();
    }

    /** An IAM id: the prefix, and 17 capital letters and digits. */
    String iamId(String prefix, int number) {
        String digits = Long.toUnsignedString(draw(prefix, number) | Long.MIN_VALUE, 32)
                + Long.toUnsignedString(draw(prefix, ~number) | Long.MIN_VALUE, 32);
        return prefix + digits.substring(0, 17).toUpperCase(Locale.ROOT);
    }

    /** Sixteen hexadecimal digits. */
    String hex(String name, int number) {
        return HexFormat.of().toHexDigits(draw(name, number));
    }

    /** A time within the estate's past, to the second. */
    Instant past(String name, int number) {
        int seconds = below((int) Duration.ofDays(OLDEST_DAYS).toSeconds(), name, number);
        return LATEST.minusSeconds(seconds);
    }

    private long key(String name) {
        long state = seed;
        for (int i = 0; i < name.length(); i++) {
            state = mix(state ^ name.charAt(i));
        }
        return state;
    }

    /** SplitMix64's finaliser: a permutation of all longs. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Its inverse: the factors are the inverses of those above modulo 2^64. */
    private static long unmix(long value) {
        long z = (value ^ (value >>> 31) ^ (value >>> 62)) * 0x319642B2D24D8EC3L;
        z = (z ^ (z >>> 27) ^ (z >>> 54)) * 0x96DE1B173F119089L;
        return z ^ (z >>> 30) ^ (z >>> 60);
    }
}
