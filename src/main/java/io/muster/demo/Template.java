package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text of the data files with its placeholders, which are written <code>${name|argument|...}</code> and may stand in an argument of
 * another. Each text is parsed once: a region may have fifty thousand resources of one template.
 */
record Template(List<Function<Placeholders, String>> pieces) {

    private static final Map<String, Template> PARSED = new ConcurrentHashMap<>();
    private static final Pattern TOKEN = Pattern.compile("\\$\\{|[|}]|(?:(?!\\$\\{)[^|}])+");

    static Template of(String text) {
        return PARSED.computeIfAbsent(text, unparsed -> {
            List<Function<Placeholders, String>> pieces = new ArrayList<>();
            Matcher tokens = TOKEN.matcher(unparsed);
            while (tokens.find()) {
                pieces.add(piece(unparsed, tokens));
            }
            return new Template(List.copyOf(pieces));
        });
    }

    String fill(Placeholders values) {
        return pieces.size() == 1
                ? pieces.get(0).apply(values)
                : pieces.stream().map(piece -> piece.apply(values)).collect(Collectors.joining());
    }

    /** The piece that begins with the token: a text as it is, or a placeholder. */
    private static Function<Placeholders, String> piece(String text, Matcher tokens) {
        String token = tokens.group();
        return token.equals("${") ? placeholder(text, tokens) : values -> token;
    }

    private static Function<Placeholders, String> placeholder(String text, Matcher tokens) {
        List<Template> parts = new ArrayList<>();
        List<Function<Placeholders, String>> part = new ArrayList<>();
        while (tokens.find()) {
            if (!tokens.group().matches("[|}]")) {
                part.add(piece(text, tokens));
                continue;
            }
            parts.add(new Template(List.copyOf(part)));
            part.clear();
            if (tokens.group().equals("}")) {
                return values -> values.value(parts);
            }
        }
        throw new IllegalArgumentException("A placeholder is not closed: " + text);
    }
}
