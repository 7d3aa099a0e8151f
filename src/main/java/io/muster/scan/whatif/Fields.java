package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.privilege.PolicyGrammar;
import io.muster.estate.traffic.Cidr;
import io.muster.platform.MusterException;
import io.muster.platform.Nearest;
import io.muster.platform.Texts;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the members of a JSON object, each once. What is wrong is refused by its JSON pointer (RFC 6901). */
final class Fields {

    private static final int LONGEST = 2_048;
    private static final int MOST_TEXTS = 100;

    private final JsonNode object;
    private final String pointer;
    private final Set<String> asked = new LinkedHashSet<>();

    Fields(JsonNode object, String pointer) {
        if (!object.isObject()) {
            throw MusterException.badField(pointer.isEmpty() ? "body" : pointer, "must be a JSON object");
        }
        this.object = object;
        this.pointer = pointer;
    }

    String pointer() {
        return pointer;
    }

    MusterException bad(String name, String fault) {
        return MusterException.badField(pointer + "/" + name, fault);
    }

    private MusterException missing(String name) {
        List<String> others = new ArrayList<>();
        object.fieldNames().forEachRemaining(others::add);
        others.removeAll(asked);
        String near = Nearest.of(name, others)
                .filter(other -> other.equalsIgnoreCase(name))
                .map(other -> ", and is written as " + other)
                .orElse("");
        return bad(name, "is missing" + near);
    }

    @Nullable
    JsonNode node(String name) {
        asked.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    @Nullable
    String textOrNull(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        return text(name, node);
    }

    private String text(String name, JsonNode node) {
        if (!node.isTextual()) {
            throw bad(name, "must be a text");
        }
        String text = node.textValue();
        if (text.isBlank() || text.length() > LONGEST || !Texts.storable(text)) {
            throw bad(name, "must be a text of 1 to " + LONGEST + " characters");
        }
        return text;
    }

    String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw missing(name);
        }
        return text;
    }

    List<String> texts(String name) {
        JsonNode node = node(name);
        if (node == null) {
            throw missing(name);
        }
        if (!node.isArray() || node.isEmpty() || node.size() > MOST_TEXTS) {
            throw bad(name, "must be a list of 1 to " + MOST_TEXTS + " texts");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            texts.add(text(name + "/" + i, node.get(i)));
        }
        return texts;
    }

    @Nullable
    Integer integerOrNull(String name, int least, int most) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber()) {
            throw bad(name, "must be a whole number from " + least + " to " + most);
        }
        if (!node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            boolean above = node.bigIntegerValue().signum() > 0 && (!node.canConvertToInt() || node.intValue() > most);
            throw bad(
                    name,
                    "must be from " + least + " to " + most + ". The nearest valid value is " + (above ? most : least));
        }
        return node.intValue();
    }

    int integer(String name, int least, int most) {
        Integer number = integerOrNull(name, least, most);
        if (number == null) {
            throw missing(name);
        }
        return number;
    }

    /** A policy document, also where it is written as a text. */
    JsonNode document(String name, PolicySort sort) {
        JsonNode node = node(name);
        if (node == null) {
            throw missing(name);
        }
        JsonNode document = node.isTextual() ? PlanValues.json(node.textValue()) : node;
        if (document == null || !document.isObject()) {
            throw bad(name, "must be a policy document: a JSON object");
        }
        PolicyGrammar.Fault fault = sort.fault(document);
        if (fault != null) {
            throw bad(name + fault.pointer(), fault.message());
        }
        return document;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        E choice = choiceOrNull(name, type);
        if (choice == null) {
            throw missing(name);
        }
        return choice;
    }

    @Nullable
    <E extends Enum<E>> E choiceOrNull(String name, Class<E> type) {
        String text = textOrNull(name);
        if (text == null) {
            return null;
        }
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        String wanted = text.toUpperCase(Locale.ROOT);
        if (!names.contains(wanted)) {
            throw bad(name, Texts.quoted(text) + " is none of " + names + Nearest.suggestion(wanted, names));
        }
        return Enum.valueOf(type, wanted);
    }

    /** A range of addresses without bits behind the prefix. */
    @Nullable
    String cidrOrNull(String name) {
        String text = textOrNull(name);
        if (text == null) {
            return null;
        }
        try {
            Cidr range = Cidr.parse(text);
            if (text.indexOf('/') < 0) {
                throw bad(
                        name,
                        text + " has no prefix length. The nearest valid value is " + text + "/"
                                + range.prefixLength());
            }
        } catch (IllegalArgumentException fault) {
            throw bad(name, String.valueOf(fault.getMessage()));
        }
        Cidr.withoutHostBits(text).ifPresent(nearest -> {
            throw bad(name, text + " has bits behind the prefix. The nearest valid value is " + nearest.text());
        });
        return text;
    }

    /** Refuses unknown members. */
    void end() {
        object.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                throw bad(name, "there is no such property" + Nearest.suggestion(name, asked));
            }
        });
    }
}
