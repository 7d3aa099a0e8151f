package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A text of the data files with its placeholders, which are written <code>${name|argument|...}</code> and may stand in an argument of
 * another. Each text is parsed once: a region may have fifty thousand resources of one template.
 */
record Template(List<Piece> pieces) {

    private static final Map<String, Template> PARSED = new ConcurrentHashMap<>();

    /** A part of the text: as it is, or a placeholder with the values of which it is filled. */
    interface Piece extends Function<Placeholders, String> {}

    static Template of(String text) {
        return PARSED.computeIfAbsent(text, unparsed -> new Parser(unparsed).template(""));
    }

    String fill(Placeholders values) {
        return pieces.size() == 1
                ? pieces.get(0).apply(values)
                : pieces.stream().map(piece -> piece.apply(values)).collect(Collectors.joining());
    }

    private static final class Parser {

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        /** The template up to one of the characters, outside of placeholders. */
        Template template(String ends) {
            List<Piece> pieces = new ArrayList<>();
            while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
                pieces.add(text.startsWith("${", at) ? placeholder() : plain(ends));
            }
            return new Template(List.copyOf(pieces));
        }

        private Piece plain(String ends) {
            int from = at;
            while (at < text.length() && ends.indexOf(text.charAt(at)) < 0 && !text.startsWith("${", at)) {
                at++;
            }
            String plain = text.substring(from, at);
            return values -> plain;
        }

        private Piece placeholder() {
            at++;
            List<Template> parts = new ArrayList<>();
            do {
                at++;
                parts.add(template("|}"));
                if (at == text.length()) {
                    throw new IllegalArgumentException("A placeholder is not closed: " + text);
                }
            } while (text.charAt(at) == '|');
            at++;
            return values -> values.value(parts);
        }
    }
}
