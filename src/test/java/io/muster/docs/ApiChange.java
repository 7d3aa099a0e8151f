package io.muster.docs;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedSchema;

/** The difference between two OpenAPI documents. */
final class ApiChange {

    /** Enumerations in answers are open, and say so: a further value breaks nobody. */
    private static final String OPEN_ENUMERATIONS = "incompatible.response.enum.increased";

    private final ChangedOpenApi change;

    private ApiChange(ChangedOpenApi change) {
        this.change = change;
    }

    static ApiChange between(String released, String now) {
        OpenApiDiffOptions options = OpenApiDiffOptions.builder()
                .configProperty(OPEN_ENUMERATIONS, "false")
                .build();
        return new ApiChange(OpenApiCompare.fromContents(released, now, null, options));
    }

    /** What whoever was written for the old document can no longer rely on. */
    List<String> breaches() {
        Stream<String> gone = change.getMissingEndpoints().stream().map(endpoint -> "gone: " + endpoint);
        Stream<String> broken = change.getChangedOperations().stream()
                .filter(operation -> operation.isIncompatible())
                .map(operation -> "broken: " + operation.getHttpMethod() + " " + operation.getPathUrl());
        // the library lets go what is optional; here an answer always has it, and a body with an unknown property is
        // refused
        Stream<String> missing = change.getChangedSchemas().stream().flatMap(ApiChange::missing);
        return Stream.of(gone, broken, missing).flatMap(breaches -> breaches).toList();
    }

    private static Stream<String> missing(ChangedSchema schema) {
        Stream<String> own = schema.getMissingProperties().keySet().stream().map(name -> "gone: the property " + name);
        Stream<String> below =
                Map.copyOf(schema.getChangedProperties()).values().stream().flatMap(ApiChange::missing);
        return Stream.concat(own, below);
    }
}
