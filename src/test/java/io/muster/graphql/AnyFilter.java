package io.muster.graphql;

import io.muster.inventory.KindFilter;
import io.muster.inventory.KindModel;
import io.muster.inventory.RelatedField;
import io.muster.inventory.kind.Filterable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Filters of resources and findings, at random. */
final class AnyFilter {

    private static final List<String> TEXTS = List.of("\"\"", "\"a\"", "\"null\"", "\"{}\"");

    private final Random random;

    AnyFilter(Random random) {
        this.random = random;
    }

    String of(KindModel kind) {
        List<String> parts = commonFilter();
        for (KindFilter filter : kind.filters()) {
            if (random.nextInt(8) == 0) {
                value(filter).ifPresent(value -> parts.add(filter.name() + ": " + value));
            }
        }
        kind.related().stream()
                .map(RelatedField::filter)
                .filter(name -> !name.isEmpty())
                .distinct()
                .filter(name -> random.nextInt(8) == 0)
                .forEach(name -> parts.add(name + ": " + random.nextBoolean()));
        return "{" + String.join(", ", parts) + "}";
    }

    private Optional<String> value(KindFilter filter) {
        if (filter.match() == Filterable.Match.PRESENT) {
            return Optional.of(String.valueOf(random.nextBoolean()));
        }
        Class<?> type = filter.target().element();
        Optional<List<String>> values = Optional.empty();
        if (type.isEnum()) {
            values = Optional.of(Stream.of(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .toList());
        } else if (type == Boolean.class) {
            values = Optional.of(List.of("true", "false"));
        } else if (type == String.class) {
            values = Optional.of(TEXTS);
        }
        return values.map(
                of -> filter.match() == Filterable.Match.EQUALS ? one(of) : "[" + one(of) + ", " + one(of) + "]");
    }

    String ofAny() {
        List<String> parts = commonFilter();
        if (random.nextBoolean()) {
            parts.add("kinds: [" + one(KindModel.all()).kind() + ", INSTANCE, SECURITY_GROUP]");
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private List<String> commonFilter() {
        List<String> parts = new ArrayList<>();
        if (random.nextInt(5) == 0) {
            parts.add("regions: [\"eu-central-1\"]");
        }
        if (random.nextInt(5) == 0) {
            parts.add("search: \"" + one(List.of("1", "a", "%", "zz")) + "\"");
        }
        if (random.nextInt(5) == 0) {
            parts.add("tags: [{key: \"owner\"}]");
        }
        if (random.nextInt(5) == 0) {
            parts.add("includeDeleted: true");
        }
        if (random.nextInt(5) == 0) {
            parts.add("withFindings: " + ofFindings());
        }
        return parts;
    }

    String ofFindings() {
        return one(List.of(
                "{statuses: [OPEN]}",
                "{severityAtLeast: HIGH}",
                "{statuses: [OPEN, RESOLVED], search: \"so\"}",
                "{statuses: []}",
                "{resourceKinds: [INSTANCE, VPC]}",
                "{areas: [NETWORK], severities: [LOW, HIGH]}"));
    }

    private <T> T one(List<T> of) {
        return one(random, of);
    }

    static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
