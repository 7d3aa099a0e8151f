package io.muster.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.Nullable;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The API's description says of every member whether it may be null or absent. */
class DescribedMembersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode SCHEMAS = schemas();

    private static JsonNode schemas() {
        try {
            String text = Files.readString(java.nio.file.Path.of("docs", "api", "openapi.yaml"));
            return JSON.valueToTree(new Yaml().load(text)).path("components").path("schemas");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The records that answers are made of, by what the methods of the resources return; without those of bodies that answers repeat, whose members
     * may be left out.
     */
    static Stream<Class<?>> answers() {
        Set<Class<?>> records = new LinkedHashSet<>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.muster.rest")
                        .stream()
                        .filter(one -> one.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(Operation.class))
                        .map(Method::getGenericReturnType)
                        .forEach(type -> collect(type, records));
        records.add(Problem.class);
        return records.stream().filter(one -> !one.getSimpleName().endsWith("Body"));
    }

    private static void collect(Type type, Set<Class<?>> records) {
        if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), records);
            Arrays.stream(generic.getActualTypeArguments()).forEach(part -> collect(part, records));
        } else if (type instanceof Class<?> one
                && one.isRecord()
                && one.getName().startsWith("io.muster.")
                && records.add(one)) {
            Arrays.stream(one.getRecordComponents()).forEach(part -> collect(part.getGenericType(), records));
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void ofAnswersAreAsTheRecordsHaveThem(Class<?> record) {
        List<JsonNode> described = described(record);
        assertThat(described).as("schemas of " + record).isNotEmpty();
        for (RecordComponent member : record.getRecordComponents()) {
            boolean absent = isLeftOut(record, member);
            boolean nullable = !absent && member.isAnnotationPresent(Nullable.class);
            for (JsonNode schema : described) {
                String name = member.getName();
                assertThat(schema.path("properties").has(name)).as(name).isTrue();
                assertThat(schema.path("properties").path(name).path("nullable").asBoolean())
                        .as(name + " is nullable")
                        .isEqualTo(nullable);
                assertThat(required(schema).contains(name))
                        .as(name + " is required")
                        .isEqualTo(!absent);
            }
        }
    }

    private static boolean isLeftOut(Class<?> record, RecordComponent member) {
        JsonInclude.Include inclusion = Stream.of(
                        Optional.ofNullable(member.getAccessor().getAnnotation(JsonInclude.class)),
                        Optional.ofNullable(record.getAnnotation(JsonInclude.class)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(JsonInclude::value)
                .orElse(JsonInclude.Include.ALWAYS);
        return inclusion == JsonInclude.Include.NON_EMPTY
                || (inclusion == JsonInclude.Include.NON_NULL && member.isAnnotationPresent(Nullable.class));
    }

    /** The schemas of a record: of a generic one, that of each of its uses. */
    private static List<JsonNode> described(Class<?> record) {
        Schema schema = record.getAnnotation(Schema.class);
        String name = schema == null || schema.name().isEmpty() ? record.getSimpleName() : schema.name();
        List<JsonNode> found = new ArrayList<>();
        SCHEMAS.properties().forEach(one -> {
            boolean use = record.getTypeParameters().length > 0 && one.getKey().startsWith(name);
            if (use || one.getKey().equals(name)) {
                found.add(one.getValue());
            }
        });
        return found;
    }

    private static List<String> required(JsonNode schema) {
        List<String> names = new ArrayList<>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** In OpenAPI 3.0, {@code nullable} widens the type beside it, and neither a reference nor an enumeration. */
    @Test
    void nullIsAValueOfWhatIsNullable() {
        assertThat(SCHEMAS.findParents("nullable")).isNotEmpty().allSatisfy(schema -> {
            assertThat(schema.path("type").asText()).isNotEmpty();
            assertThat(schema.properties())
                    .extracting(Map.Entry::getKey)
                    .doesNotContain("$ref", "allOf", "anyOf", "oneOf");
            assertThat(schema.path("enum").isMissingNode() || holdsNull(schema.path("enum")))
                    .as("%s", schema)
                    .isTrue();
        });
        assertThat(SCHEMAS.at("/Scan/properties/finishedAt/format").asText()).isEqualTo("date-time");
        assertThat(SCHEMAS.at("/SuppressionBody/properties/tag/properties").has("key"))
                .isTrue();
    }

    private static boolean holdsNull(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false).anyMatch(JsonNode::isNull);
    }

    @Test
    void ofBodiesAreRequiredWhereTheirRecordsSaySo() {
        assertThat(required(SCHEMAS.path("ProposedChange"))).containsExactly("type");
        assertThat(required(SCHEMAS.path("WhatIfBody"))).containsExactly("accountId");
        assertThat(SCHEMAS.path("ProposedChange")
                        .path("properties")
                        .path("groupId")
                        .path("nullable")
                        .asBoolean())
                .isTrue();
    }

    /** A tree of JSON has any members, and not those of the class that holds it. */
    @Test
    void ofTreesAreNotDescribed() {
        assertThat(SCHEMAS.properties()).extracting(one -> one.getKey()).doesNotContain("JsonNode", "ObjectNode");
        assertThat(SCHEMAS.path("WhatIfBody")
                        .path("properties")
                        .path("terraformPlan")
                        .path("type")
                        .asText())
                .isEqualTo("object");
    }
}
