package io.muster.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** The contents of the data files: the operations, and the resources that are not generated. */
final class Seeds {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final PojoReader READER = new PojoReader(SdkField::memberName);
    private static final PojoReader IAM_READER = new PojoReader(SdkField::memberName, Seeds::encoded);
    private static final Pattern PART = Pattern.compile("\"\\$\\{part\\|([^}]+)}\"");

    private final Map<Row, Declared> operations = new LinkedHashMap<>();

    /** The seeds that are part of the application. */
    static Seeds shipped() {
        return of(
                Rows.ALL,
                Rows.FILES.stream().map(Rows::resource).map(Seeds::tree).toList());
    }

    /** @param rows those of all operations that the files name */
    static Seeds of(List<Row> rows, List<JsonNode> files) {
        Map<String, Row> byName =
                rows.stream().collect(Collectors.toMap(row -> row.module() + ":" + row.name(), row -> row));
        Seeds seeds = new Seeds();
        files.forEach(file -> seeds.add(byName, file));
        return seeds;
    }

    private static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Map<String, Row> rows, JsonNode file) {
        boolean global = file.path("global").asBoolean();
        tree(expanded(file.path("operations").toString(), file.path("parts")))
                .properties()
                .forEach(operation -> {
                    Row row = rows.get(file.path("service").asText() + ":" + operation.getKey());
                    operations.merge(row, new Declared(row, global, operation.getValue()), Seeds::joined);
                });
    }

    /** The operation of two files, with the items and answers of both. */
    private static Declared joined(Declared one, Declared other) {
        try {
            return new Declared(
                    one.row(),
                    one.global(),
                    MAPPER.readerForUpdating(one.said()).readValue(other.said()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same text with the file's parts where they are named. */
    private static String expanded(String text, JsonNode parts) {
        Matcher named = PART.matcher(text);
        return named.find()
                ? expanded(
                        named.replaceAll(found -> Matcher.quoteReplacement(
                                parts.required(found.group(1)).toString())),
                        parts)
                : text;
    }

    Collection<Declared> operations() {
        return operations.values();
    }

    /** Adds the seeded resources of a region, or of an account as a whole, to its listings. */
    void addTo(Listings listings, boolean global, Placeholders placeholders) {
        for (Declared operation : operations.values()) {
            if (operation.global() == global) {
                add(operation, listings, placeholders);
            }
        }
    }

    private static void add(Declared operation, Listings listings, Placeholders placeholders) {
        if (!operation.answers().isEmpty()) {
            addAnswers(operation, listings, placeholders);
            return;
        }
        PojoReader reader = operation.row().service().equals("iam") ? IAM_READER : READER;
        for (Shape shape : operation.shapes()) {
            operation
                    .items(shape)
                    .map(items -> new Items(operation.each(), items, placeholders, reader, shape))
                    .ifPresent(items -> listings.put(shape.type(), items.listing()));
        }
    }

    /** IAM sends documents URL-encoded as RFC 3986 has it: a space is %20, where a form has a plus. */
    private static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    private static void addAnswers(Declared operation, Listings listings, Placeholders placeholders) {
        LookUp lookUp = LookUp.of(operation, call -> listings);
        Map<String, SdkPojo> byKey = new LinkedHashMap<>();
        placeholders
                .fillAll(operation.answers())
                .forEach(each -> byKey.putIfAbsent(
                        lookUp.key(name -> each.path("for").path(name).asText()),
                        READER.read(operation.row().response(), each.path("answer"))));
        listings.put(lookUp.type(), Listing.of(byKey));
    }
}
