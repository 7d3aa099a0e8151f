package io.muster.platform;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The media types that a caller takes of an answer: the header {@code Accept} (RFC 9110, section 12.5.1), on one line or on several. Of
 * the ranges that a type is in, the narrowest tells its weight. Of types with the same weight, the caller's first is chosen, and then
 * the server's.
 */
public final class AcceptedTypes {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Also without the zero before the point, as Java's own client sends it. */
    private static final Pattern WEIGHT = Pattern.compile("(?:0|1|[01]?\\.[0-9]{0,3})");

    /**
     * One range of the header.
     *
     * @param type   the type, or {@code *}
     * @param weight from 0, for a type that is not taken, to 1
     */
    private record Range(String type, String subtype, BigDecimal weight) {

        private boolean holds(String mediaType) {
            String[] parts = mediaType.split("/", 2);
            return (type.equals("*") || type.equals(parts[0])) && (subtype.equals("*") || subtype.equals(parts[1]));
        }

        private int narrowness() {
            return (type.equals("*") ? 0 : 1) + (subtype.equals("*") ? 0 : 1);
        }
    }

    /** A type that the server can give, and the range that speaks of it. */
    private record Offer(String mediaType, int place, Range range) {}

    private final List<Range> ranges;

    private AcceptedTypes(List<Range> ranges) {
        this.ranges = ranges;
    }

    public static AcceptedTypes of(RoutingContext call) {
        return of(call.request().headers().getAll(HttpHeaders.ACCEPT));
    }

    /**
     * The types that a header accepts.
     *
     * @param lines its values, as they were sent
     */
    public static AcceptedTypes of(List<String> lines) {
        String all = String.join(",", lines);
        List<Range> ranges = new ArrayList<>();
        boolean named = false;
        for (String element : split(all, ',')) {
            named |= !element.isBlank();
            range(element).ifPresent(ranges::add);
        }
        return named ? new AcceptedTypes(ranges) : new AcceptedTypes(List.of(new Range("*", "*", BigDecimal.ONE)));
    }

    /**
     * The range that is written there; empty where none is, for what cannot be read names no type. A range with parameters of the type is
     * taken for that of the type, but does not refuse it: answers are without such parameters.
     */
    private static Optional<Range> range(String element) {
        List<String> parts = split(element, ';');
        String name = parts.get(0).strip().toLowerCase(Locale.ROOT);
        String[] type = (name.equals("*") ? "*/*" : name).split("/", -1);
        if (type.length != 2
                || !TOKEN.matcher(type[0]).matches()
                || !TOKEN.matcher(type[1]).matches()) {
            return Optional.empty();
        }
        BigDecimal weight = BigDecimal.ONE;
        boolean plain = true;
        for (String parameter : parts.subList(1, parts.size())) {
            String[] pair = parameter.strip().toLowerCase(Locale.ROOT).split("\\s*=\\s*", 2);
            String value = pair.length == 2 ? pair[1].replace("\"", "") : "";
            if (pair[0].equals("q")) {
                weight = weight(value);
            } else if (pair[0].equals("charset") && !value.equals("utf-8") && !value.equals("utf8")) {
                return Optional.empty(); // answers are in UTF-8
            } else if (!pair[0].equals("charset") && !pair[0].isEmpty()) {
                plain = false;
            }
        }
        return plain || weight.signum() > 0 ? Optional.of(new Range(type[0], type[1], weight)) : Optional.empty();
    }

    /** The parts between the separators, but for those within quotation marks. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '"') {
                quoted = !quoted;
            } else if (quoted && next == '\\') {
                i++; // the character behind it stands for itself
            } else if (!quoted && next == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(Math.min(start, text.length())));
        return parts;
    }

    /** A text that is not a weight counts as the full weight. */
    private static BigDecimal weight(String text) {
        Matcher weight = WEIGHT.matcher(text);
        if (!weight.matches() || text.equals(".")) {
            return BigDecimal.ONE;
        }
        String whole = text.startsWith(".") ? "0" + text : text;
        return new BigDecimal(whole.endsWith(".") ? whole + "0" : whole).min(BigDecimal.ONE);
    }

    /** The type that the caller likes best of those, the server's favourite first; empty where none is taken. */
    public Optional<String> best(List<String> offered) {
        return IntStream.range(0, offered.size())
                .boxed()
                .flatMap(place ->
                        about(offered.get(place)).map(range -> new Offer(offered.get(place), place, range)).stream())
                .filter(offer -> offer.range.weight.signum() > 0)
                .min(Comparator.comparing((Offer offer) -> offer.range.weight)
                        .reversed()
                        .thenComparing(offer -> ranges.indexOf(offer.range))
                        .thenComparing(Offer::place))
                .map(Offer::mediaType);
    }

    /** Whether the caller takes none of those types, and says so by a weight of 0. */
    public boolean refuses(List<String> offered) {
        return offered.stream()
                .allMatch(mediaType -> about(mediaType)
                        .filter(range -> range.weight.signum() == 0)
                        .isPresent());
    }

    /** The narrowest range that holds the type, and of several the one with the greatest weight. */
    private Optional<Range> about(String mediaType) {
        return ranges.stream()
                .filter(range -> range.holds(mediaType))
                .max(Comparator.comparingInt(Range::narrowness).thenComparing(Range::weight));
    }
}
