package io.muster.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** What a workload's application is set to: by its manifest, else by what it ships with. */
record Environment(Map<String, String> variables) {

    private static final Properties SHIPPED = shipped();

    static Environment of(Manifests manifests, Workload workload) {
        Map<String, String> variables = new HashMap<>();
        workload.containers().stream()
                .flatMap(container -> container.getEnvFrom().stream())
                .filter(source -> source.getConfigMapRef() != null)
                .flatMap(source ->
                        manifests.find(ConfigMap.class, source.getConfigMapRef().getName()).stream())
                .forEach(map -> variables.putAll(map.getData()));
        workload.values().forEach(variable -> variables.put(variable.getName(), variable.getValue()));
        return new Environment(variables);
    }

    String get(String property, String fallback) {
        String variable = property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return variables.getOrDefault(variable, SHIPPED.getProperty(property, fallback));
    }

    boolean is(String property) {
        return Boolean.parseBoolean(get(property, "false"));
    }

    int number(String property, int fallback) {
        return Integer.parseInt(get(property, String.valueOf(fallback)));
    }

    Duration duration(String property) {
        return Duration.parse("PT" + get(property, "0s").toUpperCase(Locale.ROOT));
    }

    private static Properties shipped() {
        Properties properties = new Properties();
        try (InputStream file = Environment.class.getResourceAsStream("/application.properties")) {
            properties.load(new InputStreamReader(file, UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
