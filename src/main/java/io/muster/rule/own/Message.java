package io.muster.rule.own;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A text with expressions in braces: {@code Instance {resource.resourceId} has no owner}. A doubled brace stands for itself. */
final class Message {

    private sealed interface Part {
        record Text(String text) implements Part {}

        record Value(Expression expression) implements Part {}
    }

    private final List<Part> parts;

    private Message(List<Part> parts) {
        this.parts = parts;
    }

    static Message compile(Yaml node, Expressions expressions) {
        List<Part> parts = new ArrayList<>();
        String text = node.text();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == next;
            if ((next == '{' || next == '}') && doubled) {
                plain.append(next);
                at += 2;
            } else if (next == '{') {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    throw node.refused("a brace is not closed: write {{ for a brace itself");
                }
                parts.add(new Part.Text(plain.toString()));
                plain.setLength(0);
                parts.add(
                        new Part.Value(expressions.compile(node, text.substring(at + 1, end), node.textLine(), null)));
                at = end + 1;
            } else {
                plain.append(next);
                at++;
            }
        }
        parts.add(new Part.Text(plain.toString()));
        return new Message(List.copyOf(parts));
    }

    List<Expression> expressions() {
        return parts.stream()
                .flatMap(part -> part instanceof Part.Value value
                        ? List.of(value.expression()).stream()
                        : List.<Expression>of().stream())
                .toList();
    }

    /** The text for a resource; a value that is not known reads as unknown. */
    String of(Map<String, Object> resource, Instant now) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text plain) {
                text.append(plain.text());
            } else if (part instanceof Part.Value value) {
                text.append(OwnEvidence.known(value.expression(), resource, now).orElse("unknown"));
            }
        }
        return text.toString();
    }
}
