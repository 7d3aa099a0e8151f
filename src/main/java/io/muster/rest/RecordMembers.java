package io.muster.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/**
 * Says of every member in the schemas of the OpenAPI document whether it may be null or absent, as the record behind the schema has it:
 * {@code @Nullable} is null where the member has no value, and absent where {@code @JsonInclude} leaves such members out.
 */
final class RecordMembers {

    private static final String PACKAGE = "io.muster.";

    /** The records by the names of their schemas. Those of GraphQL are not in this document. */
    private final Map<String, List<ClassInfo>> records;

    RecordMembers(IndexView index) {
        records = index.getKnownClasses().stream()
                .filter(one -> one.isRecord() && one.name().toString().startsWith(PACKAGE))
                .filter(one -> !one.name().toString().startsWith(PACKAGE + "graphql."))
                .collect(Collectors.groupingBy(RecordMembers::schemaName));
    }

    private static String schemaName(ClassInfo record) {
        AnnotationInstance schema = record.declaredAnnotation(Schema.class);
        return schema == null || schema.value("name") == null
                ? record.simpleName()
                : schema.value("name").asString();
    }

    void describe(OpenAPI api) {
        Set<String> bodies = new BodySchemas(api).names();
        api.getComponents().getSchemas().forEach((name, schema) -> {
            if (schema.getProperties() != null) {
                describe(schema, of(name, schema), bodies.contains(name));
            }
        });
    }

    /** The record that has the members of the schema. */
    private ClassInfo of(String name, org.eclipse.microprofile.openapi.models.media.Schema schema) {
        return Stream.concat(
                        records.getOrDefault(name, List.of()).stream(),
                        // of a generic record, the name of the type argument is behind its own
                        records.values().stream().flatMap(List::stream).filter(one -> isGenericOf(one, name)))
                .filter(one -> members(one).equals(schema.getProperties().keySet()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No record has the members of the schema " + name));
    }

    private static boolean isGenericOf(ClassInfo record, String name) {
        return !record.typeParameters().isEmpty() && name.startsWith(schemaName(record));
    }

    private static Set<String> members(ClassInfo record) {
        return record.recordComponents().stream().map(RecordComponentInfo::name).collect(Collectors.toSet());
    }

    private static void describe(
            org.eclipse.microprofile.openapi.models.media.Schema schema, ClassInfo record, boolean body) {
        Set<String> absent = new HashSet<>();
        schema.getProperties().forEach((member, type) -> {
            FieldInfo field = record.field(member);
            if (!body && isLeftOut(record, field)) {
                absent.add(member);
            } else if (field.hasAnnotation(Nullable.class)) {
                type.addType(SchemaType.NULL);
            }
        });
        // a body's record says itself which members a caller must give
        if (!body) {
            schema.setRequired(schema.getProperties().keySet().stream()
                    .filter(member -> !absent.contains(member))
                    .toList());
        }
    }

    private static boolean isLeftOut(ClassInfo record, FieldInfo field) {
        return switch (inclusion(record, field)) {
            case "NON_NULL" -> field.hasAnnotation(Nullable.class);
            case "NON_EMPTY" -> true;
            default -> false;
        };
    }

    private static String inclusion(ClassInfo record, FieldInfo field) {
        AnnotationInstance own = field.annotation(JsonInclude.class);
        AnnotationInstance inclusion = own == null ? record.declaredAnnotation(JsonInclude.class) : own;
        return inclusion == null ? "ALWAYS" : inclusion.value().asEnum();
    }
}
