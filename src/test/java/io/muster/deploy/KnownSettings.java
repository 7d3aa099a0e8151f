package io.muster.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The environment variables that are settings: Muster's own as their reference lists them, Quarkus's as the extensions on
 * the class path describe theirs.
 *
 * @param fixedAtBuild those that an image does not ask about any more
 */
record KnownSettings(Set<String> variables, Set<String> fixedAtBuild) {

    private static final Path REFERENCE = Path.of("docs", "configuration.md");
    private static final Pattern VARIABLE = Pattern.compile("<br>`(MUSTER_[A-Z_]+)`");
    private static final String QUARKUS = "META-INF/quarkus-config-doc/quarkus-config-model.json";

    static KnownSettings read() {
        try {
            KnownSettings known = new KnownSettings(new HashSet<>(), new HashSet<>());
            known.addReference(Files.readString(REFERENCE));
            List<URL> models =
                    Collections.list(KnownSettings.class.getClassLoader().getResources(QUARKUS));
            for (URL model : models) {
                try (InputStream file = model.openStream()) {
                    known.add(new ObjectMapper().readTree(file));
                }
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addReference(String reference) {
        variables.addAll(VARIABLE.matcher(reference)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet()));
    }

    /** The model nests sections in sections; only properties have paths. */
    private void add(JsonNode model) {
        for (JsonNode path : model.findParents("environmentVariable")) {
            variables.add(path.path("environmentVariable").asText());
        }
        for (JsonNode property : model.findParents("phase")) {
            if (!property.path("phase").asText().equals("RUN_TIME")) {
                property.findValues("environmentVariable").forEach(name -> fixedAtBuild.add(name.asText()));
            }
        }
    }
}
