package io.muster.rest;

import jakarta.annotation.Nullable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Finds the schemas of an OpenAPI document that request bodies are made of. */
final class BodySchemas {

    private static final String COMPONENTS = "#/components/schemas/";

    private final OpenAPI api;
    private final Set<String> names = new HashSet<>();

    BodySchemas(OpenAPI api) {
        this.api = api;
    }

    /** The names of the components. */
    Set<String> names() {
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .filter(operation -> operation.getRequestBody() != null)
                .flatMap(operation -> operation.getRequestBody().getContent().getMediaTypes().values().stream())
                .map(MediaType::getSchema)
                .forEach(this::add);
        return names;
    }

    private void add(Schema schema) {
        String ref = schema.getRef();
        if (ref == null) {
            parts(schema).forEach(this::add);
        } else if (ref.startsWith(COMPONENTS) && names.add(ref.substring(COMPONENTS.length()))) {
            add(api.getComponents().getSchemas().get(ref.substring(COMPONENTS.length())));
        }
    }

    private static Stream<Schema> parts(Schema schema) {
        Collection<Schema> members = schema.getProperties() == null
                ? List.of()
                : schema.getProperties().values();
        return Stream.of(
                        members,
                        several(schema.getAllOf()),
                        single(schema.getItems()),
                        single(schema.getAdditionalPropertiesSchema()))
                .flatMap(Collection::stream);
    }

    private static Collection<Schema> several(@Nullable Collection<Schema> schemas) {
        return schemas == null ? List.of() : schemas;
    }

    private static Collection<Schema> single(@Nullable Schema schema) {
        return Stream.ofNullable(schema).toList();
    }
}
