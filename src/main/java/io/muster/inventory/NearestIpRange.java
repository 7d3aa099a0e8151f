package io.muster.inventory;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the address or range that was probably meant by an invalid text. */
final class NearestIpRange {

    private static final int LONGEST = 100;

    private static final Pattern AROUND = Pattern.compile("[a-z]+://|[\\s\\[\\]\"'<>(){},;]|%[^/]*");
    private static final Pattern PORT = Pattern.compile("(\\d+(?:\\.\\d+){3}):\\d+/?");
    private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9A-Fa-f:])0+(?=\\d)");
    private static final Pattern BEGINNING = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){0,2})(?:\\.\\*)*\\.?");
    private static final Pattern MASK = Pattern.compile("(\\d+(?:\\.\\d+){3})/(\\d+(?:\\.\\d+){3})");
    private static final Pattern LENGTH = Pattern.compile("([^/]+)/\\d*");

    private NearestIpRange() {}

    /** Empty where no range is similar, or the text is too long for an address. */
    static Optional<IpRange> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String bare = AROUND.matcher(text).replaceAll("");
        String plain =
                LEADING_ZEROS.matcher(PORT.matcher(bare).replaceFirst("$1")).replaceAll("");
        return read(plain)
                .or(() -> rewritten(MASK, plain, NearestIpRange::withLength))
                .or(() -> rewritten(BEGINNING, plain, NearestIpRange::wholeNetwork))
                .or(() -> rewritten(LENGTH, plain, form -> form.group(1)));
    }

    private static Optional<IpRange> read(String text) {
        return IpRange.readLoosely(text).map(IpRange.Loose::range);
    }

    private static Optional<IpRange> rewritten(Pattern pattern, String text, Function<Matcher, String> form) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? read(form.apply(matcher)) : Optional.empty();
    }

    /** 10.0.0.0/255.0.0.0 as 10.0.0.0/8; unreadable where the mask has gaps. */
    private static String withLength(Matcher form) {
        return IpRange.read(form.group(2))
                .map(mask -> mask.network().intValue())
                .filter(mask -> Integer.numberOfLeadingZeros(~mask) == Integer.bitCount(mask))
                .map(mask -> form.group(1) + "/" + Integer.bitCount(mask))
                .orElse("");
    }

    /** 10.0 as 10.0.0.0/16. */
    private static String wholeNetwork(Matcher form) {
        String octets = form.group(1);
        int given = octets.split("\\.", -1).length;
        return octets + ".0".repeat(4 - given) + "/" + Byte.SIZE * given;
    }
}
