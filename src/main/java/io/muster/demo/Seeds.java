package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What the data files declare: the operations there are, and the resources that are not generated. */
final class Seeds {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final PojoReader READER = new PojoReader(SdkField::memberName);

    private final Map<Row, Declared> operations = new LinkedHashMap<>();

    /** Those in the resources of the program. */
    static Seeds shipped() {
        return of(Rows.ALL, Rows.FILES.stream().map(Seeds::resource).toList());
    }

    /** @param rows those of all operations that the files name */
    static Seeds of(List<Row> rows, List<JsonNode> files) {
        Map<String, Row> byName = rows.stream().collect(Collectors.toMap(Seeds::key, row -> row));
        Seeds seeds = new Seeds();
        files.forEach(file -> seeds.add(byName, file));
        return seeds;
    }

    private static JsonNode resource(String file) {
        try (InputStream data = Objects.requireNonNull(Seeds.class.getResourceAsStream("/demo/" + file), file)) {
            return MAPPER.readTree(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SDK's module and the operation. */
    private static String key(Row row) {
        String type = row.request().get().getClass().getPackageName();
        return type.replaceAll(".*\\.services\\.|\\.model", "") + ":" + row.name();
    }

    private void add(Map<String, Row> rows, JsonNode file) {
        boolean global = file.path("global").asBoolean();
        file.path("operations").properties().forEach(operation -> {
            Row row = rows.get(file.path("service").asText() + ":" + operation.getKey());
            operations.merge(row, Declared.of(row, global, operation.getValue()), Declared::and);
        });
    }

    Collection<Declared> operations() {
        return operations.values();
    }

    /** Adds what is seeded of a region, or of an account as a whole, to its listings. */
    void addTo(Listings listings, boolean global, Placeholders placeholders) {
        for (Declared operation : operations.values()) {
            if (operation.seeded() && operation.global() == global) {
                add(operation, listings, placeholders);
            }
        }
    }

    private static void add(Declared operation, Listings listings, Placeholders placeholders) {
        if (!operation.answers().isEmpty()) {
            addAnswers(operation, listings, placeholders);
            return;
        }
        Shape shape = Shape.of(operation.row(), operation.id()).get(0);
        List<SdkPojo> items = operation.items().stream()
                .map(item -> READER.read(shape.builder(), placeholders.fill(item)))
                .toList();
        listings.put(shape.type(), Listing.of(items, shape::idOf));
    }

    private static void addAnswers(Declared operation, Listings listings, Placeholders placeholders) {
        LookUp lookUp = LookUp.of(operation, call -> listings);
        IdentityHashMap<SdkPojo, String> keys = new IdentityHashMap<>();
        List<SdkPojo> answers = operation.answers().stream()
                .map(each -> {
                    SdkPojo answer = READER.read(operation.row().response().get(), placeholders.fill(each.answer()));
                    keys.put(
                            answer,
                            lookUp.key(name ->
                                    placeholders.fill(each.asked().path(name).asText())));
                    return answer;
                })
                .toList();
        listings.put(lookUp.type(), Listing.of(answers, keys::get));
    }
}
