package io.muster.graphql;

import io.muster.inventory.KindModel;
import io.muster.inventory.Property;
import io.muster.inventory.RelatedField;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Documents over lists of resources and findings: filters, orders, aliases, fragments, links, findings, instants. */
final class AnyDocument {

    /** Stands where the other half of a pair has a field that is fetched. */
    static final String MARK = "#mark#";

    /** The one fragment with a name. */
    static final String FRAGMENT =
            "fragment Named on Resource { id k: kind region ... on Instance { t: instanceType } }";

    private static final List<String> COMMON = List.of(
            "id",
            "resourceId",
            "kind",
            "accountId",
            "region",
            "name",
            "firstSeenAt",
            "lastSeenAt",
            "changedAt",
            "deletedAt",
            "attributes",
            "__typename",
            "tags { key v: value }",
            "tags { g: key t: value }",
            "o: name",
            "r: region",
            "p: accountId",
            "f: kind",
            "json: resourceId",
            "below: name",
            "tags { __typename value }");

    private static final List<String> OF_FINDING = List.of(
            "id",
            "ruleId",
            "title",
            "severity",
            "area",
            "status",
            "resourceArn",
            "resourceId",
            "resourceKind",
            "accountId",
            "accountName",
            "region",
            "evidence",
            "message",
            "firstSeenAt",
            "lastSeenAt",
            "stale",
            "staleReason",
            "resolvedAt",
            "resolution",
            "because",
            "reopenedCount",
            "openedAt",
            "timeToFixSeconds",
            "o: ruleId",
            "f: severity",
            "p: title",
            "a: status",
            "s1: message",
            "__typename");

    private final Random random;
    private final List<String> instants;
    private final AnyFilter filter;
    private int aliases;

    AnyDocument(long seed, List<String> instants) {
        this.random = new Random(seed);
        this.instants = instants;
        this.filter = new AnyFilter(random);
    }

    /** A document, of which the mark is replaced by nothing or by a field that is fetched. */
    String next() {
        aliases = 0;
        String root = switch (random.nextInt(5)) {
            case 0 -> findings();
            case 1 -> anyKind();
            default -> ofKind(one(KindModel.all()));
        };
        // a variable that is not used is refused
        String variables = root.contains("$yes") ? "($yes: Boolean = true, $no: Boolean = false) " : "";
        return "query " + variables + "{ " + root + " }" + (root.contains("...Named") ? " " + FRAGMENT : "");
    }

    private String ofKind(KindModel kind) {
        return "root: " + kind.plural() + arguments(filter.of(kind)) + " { " + connection(() -> fieldsOf(kind, 2)) + " "
                + MARK + " }";
    }

    private String anyKind() {
        return "root: resources" + arguments(filter.ofAny()) + " { " + connection(this::fieldsOfAny) + " " + MARK
                + " }";
    }

    private String findings() {
        List<String> arguments = new ArrayList<>();
        arguments.add("first: " + (1 + random.nextInt(9)));
        if (random.nextBoolean()) {
            arguments.add("filter: " + filter.ofFindings());
        }
        if (random.nextBoolean()) {
            arguments.add("orderBy: {field: " + one(List.of("SEVERITY", "FIRST_SEEN", "LAST_SEEN")) + ", direction: "
                    + one(List.of("ASC", "DESC")) + "}");
        }
        Supplier<String> fields = () -> MARK + " "
                + (random.nextInt(3) == 0 ? "resource { " + fieldsOfAny() + " } " : "") + some(OF_FINDING, 6);
        return "root: findings(" + String.join(", ", arguments) + ") { " + connection(fields) + " }";
    }

    private String connection(Supplier<String> fields) {
        List<String> parts =
                new ArrayList<>(List.of(one(List.of("", "o: ", "a: ", "n1: ")) + "nodes { " + fields.get() + " }"));
        if (random.nextInt(3) == 0) {
            parts.add("edges { cursor o: __typename node { " + fields.get() + " } }");
        }
        if (random.nextInt(3) == 0) {
            parts.add("pageInfo { o: hasNextPage hasPreviousPage startCursor endCursor __typename }");
        }
        if (random.nextInt(3) == 0) {
            parts.add("totalCount");
        }
        return String.join(" ", parts);
    }

    private String arguments(String filter) {
        List<String> arguments = new ArrayList<>();
        arguments.add("first: " + (1 + random.nextInt(9)));
        arguments.add("filter: " + filter);
        if (random.nextBoolean()) {
            arguments.add("orderBy: {field: " + one(List.of("RESOURCE_ID", "NAME", "FIRST_SEEN", "CHANGED"))
                    + ", direction: " + one(List.of("ASC", "DESC")) + "}");
        }
        if (random.nextInt(3) == 0) {
            arguments.add("at: \"" + one(instants) + "\"");
        }
        return "(" + String.join(", ", arguments) + ")";
    }

    private String fieldsOf(KindModel kind, int depth) {
        List<String> fields = new ArrayList<>(COMMON);
        kind.properties().forEach(property -> fields.add(property(property, depth)));
        List<String> chosen = new ArrayList<>(List.of("resourceId " + some(fields, 2 + 3 * depth)));
        if (depth > 0) {
            if (random.nextInt(3) == 0) {
                chosen.add(findingsBelow());
            }
            kind.related().stream()
                    .filter(field -> random.nextInt(kind.related().size() + 1) == 0)
                    .map(field -> along(field, depth))
                    .forEach(chosen::add);
        }
        if (random.nextInt(4) == 0) {
            chosen.add("... on " + kind.name() + " { id ... on Resource { region } }");
        }
        if (random.nextInt(5) == 0) {
            chosen.add("...Named");
        }
        if (random.nextInt(4) == 0) {
            chosen.add("name @include(if: $no) ... @skip(if: $no) { accountId } kind @include(if: $yes)");
        }
        return String.join(" ", chosen);
    }

    private String along(RelatedField field, int depth) {
        String arguments = "";
        if (field.many() && random.nextBoolean()) {
            arguments = "(first: " + (1 + random.nextInt(3)) + (random.nextBoolean() ? ", filter: {search: \"1\"}" : "")
                    + ")";
        }
        return "a" + ++aliases + ": " + field.name() + arguments + " { " + fieldsOf(KindModel.of(field.to()), depth - 1)
                + " }";
    }

    private String findingsBelow() {
        String arguments = switch (random.nextInt(4)) {
            case 0 -> "(first: " + (1 + random.nextInt(2)) + ")";
            case 1 -> "(filter: " + filter.ofFindings() + ")";
            default -> "";
        };
        return "a" + ++aliases + ": findings" + arguments + " { " + some(OF_FINDING, 4)
                + (random.nextInt(3) == 0 ? " resource { id name }" : "") + " }";
    }

    private String fieldsOfAny() {
        String own = random.nextBoolean()
                ? ""
                : IntStream.range(0, 2)
                        .mapToObj(i -> one(KindModel.all()))
                        .distinct()
                        .map(kind -> " ... on " + kind.name() + " { " + own(kind) + " }")
                        .collect(Collectors.joining());
        return "resourceId " + some(COMMON, 4) + (random.nextInt(4) == 0 ? " " + findingsBelow() : "") + own;
    }

    /** Under names of their own, for fields of two kinds may have one name and two types. */
    private String own(KindModel kind) {
        String related = kind.related().isEmpty() || random.nextBoolean() ? "" : along(one(kind.related()), 1);
        return "a" + ++aliases + ": " + property(one(kind.properties()), 1) + " " + related;
    }

    private String property(Property property, int depth) {
        if (property.nested().isEmpty()) {
            return property.name();
        }
        return property.name() + " { __typename "
                + property.nested().stream()
                        .map(nested -> property(nested, depth))
                        .collect(Collectors.joining(" "))
                + " }";
    }

    private String some(List<String> fields, int most) {
        String chosen = IntStream.range(0, 1 + random.nextInt(most))
                .mapToObj(i -> one(fields))
                .distinct()
                .collect(Collectors.joining(" "));
        return random.nextInt(6) == 0
                ? chosen + " b" + ++aliases + ": " + (fields == OF_FINDING ? "ruleId" : "region")
                : chosen;
    }

    private <T> T one(List<T> of) {
        return AnyFilter.one(random, of);
    }
}
