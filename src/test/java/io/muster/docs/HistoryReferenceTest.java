package io.muster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.KindModel;
import io.muster.inventory.Property;
import io.muster.inventory.kind.Flicker;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of values that make no history follows from the records of the kinds. */
class HistoryReferenceTest {

    private static final GeneratedFile REFERENCE =
            new GeneratedFile(Path.of("docs", "history.md"), HistoryReferenceTest.class);

    private static final String INTRODUCTION = """
            # History

            <!-- Generated from the code: see CONTRIBUTING.md, "Generated files". -->

            Each kind has a history: `changes` lists what was created, changed and deleted, `history` of a resource its earlier
            versions, and `at` asks for the inventory as it was. A resource has changed where a scan reads another name, tag or
            attribute of it than the scan before. It is kept for `muster.inventory.history` after it ended (400 days by default); `at`
            and `changes(filter: {since})` before that are refused with the earliest instant.

            Two things are no change:

            - The order of what AWS lists without an order (tags, groups, rules, routes, targets): it is sorted when it is read. Where
              order means something, it is kept, or the number that tells it: entries of network ACLs have their rule number, listener
              rules their priority, actions their order; launch overrides of Auto Scaling groups, DNS servers and the statements of
              policies stay in the order in which AWS tells them.
            - The values below, which change by themselves. Each scan stores them as they are then, without a version: a version in
              `history` has them as they were when it ended, and `at` as they were when the version that was valid then ended.
            """;

    @Test
    void theListIsWhatTheRecordsSay() {
        List<Value> values = KindModel.all().stream()
                .flatMap(model -> model.properties().stream()
                        .flatMap(property -> values(model.name(), property.name(), property)))
                .toList();
        REFERENCE.holds(INTRODUCTION + reasons() + table(values));
    }

    /** Links and addresses are stored apart from the document: they are written with versions alone. */
    @Test
    void noLinkOrAddressFlickers() {
        assertThat(KindModel.all().stream()
                        .flatMap(model -> model.properties().stream())
                        .flatMap(HistoryReferenceTest::withNested)
                        .filter(property -> !property.hashed()))
                .allMatch(property -> property.link().isEmpty() && !property.address());
    }

    private record Value(String kind, String path, Flicker flicker, String description) {}

    private static Stream<Property> withNested(Property property) {
        return Stream.concat(Stream.of(property), property.nested().stream().flatMap(HistoryReferenceTest::withNested));
    }

    private static Stream<Value> values(String kind, String path, Property property) {
        return property.flicker()
                .map(flicker -> Stream.of(new Value(kind, path, flicker, property.description())))
                .orElseGet(() ->
                        property.nested().stream().flatMap(nested -> values(kind, path + "." + nested.name(), nested)));
    }

    private static String reasons() {
        return Arrays.stream(Flicker.values())
                .map(flicker -> "| `%s` | %s |\n".formatted(flicker, flicker.reason()))
                .collect(Collectors.joining("", "\n| why | |\n| --- | --- |\n", ""));
    }

    private static String table(List<Value> values) {
        return values.stream()
                .map(value -> "| %s | `%s` | `%s` | %s |\n"
                        .formatted(value.kind, value.path, value.flicker, value.description))
                .collect(Collectors.joining("", "\n| kind | value | why | |\n| --- | --- | --- | --- |\n", ""));
    }
}
