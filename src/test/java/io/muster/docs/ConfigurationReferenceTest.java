package io.muster.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.muster.platform.TrueOrFalse;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The configuration reference follows from the {@code @ConfigMapping} interfaces and their Javadoc. */
class ConfigurationReferenceTest {

    private static final GeneratedFile REFERENCE =
            new GeneratedFile(Path.of("docs", "configuration.md"), ConfigurationReferenceTest.class);

    private static final String INTRODUCTION = """
            # Configuration

            <!-- Generated from the code: see CONTRIBUTING.md, "Generated files". -->

            Every setting can be made as an environment variable, as a system property (`-Dmuster.scan.concurrency=4`) or in a
            file `config/application.properties` beside the application. The environment variable wins over the file, the system
            property over both. Settings are read once, at start. A value that cannot be read
            stops the start with the name of its key; a name that is not in this document does, too.

            A duration is a number with a unit (`500ms`, `20s`, `2m`, `1h`, `1d`) or ISO-8601 (`PT1H30M`). A list is separated
            by commas. What stands in angle brackets is yours to fill in; beside it, environment variables have two underscores,
            for example `MUSTER_ACCOUNTS__111111111111__ROLE_ARN`. Settings of the platform below (`quarkus.*`: the HTTP port, logging, TLS) are described in the
            [Quarkus guide](https://quarkus.io/guides/all-config).
            """;

    @Test
    void theReferenceIsWhatTheCodeSays() throws IOException {
        Properties shipped = shipped();
        String sections = mappings().map(mapping -> section(mapping, shipped)).collect(Collectors.joining());
        REFERENCE.holds(INTRODUCTION + sections);
    }

    /** By this file the start tells settings from misspelt ones. */
    @Test
    void theNamesOfAllSettingsAreShipped() {
        new GeneratedFile(Path.of("src", "main", "resources", "muster-settings.txt"), ConfigurationReferenceTest.class)
                .holds(mappings()
                        .flatMap(mapping -> Setting.of(mapping, prefix(mapping), Javadocs.of(mapping)))
                        .map(setting -> setting.key() + "\n")
                        .sorted()
                        .collect(Collectors.joining()));
    }

    /** The demo cloud knows nothing of the rest; who launches it reads its switch. */
    @Test
    void whatIsOnOrOffIsReadStrictly() {
        assertThat(mappings()
                        .filter(mapping -> !prefix(mapping).equals("muster.demo"))
                        .flatMap(mapping -> Stream.concat(Stream.of(mapping), Stream.of(mapping.getDeclaredClasses())))
                        .flatMap(mapping -> Stream.of(mapping.getDeclaredMethods()))
                        .filter(method ->
                                method.getReturnType() == boolean.class && Modifier.isAbstract(method.getModifiers())))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(
                                method.getAnnotation(WithConverter.class).value())
                        .isEqualTo(TrueOrFalse.class));
    }

    private static Stream<Class<?>> mappings() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(location -> location.contains("Config.class")) // as FloorsTest has them named
                        .importPackages("io.muster")
                        .stream()
                        .filter(found -> found.isAnnotatedWith(ConfigMapping.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .sorted(Comparator.comparing(ConfigurationReferenceTest::prefix));
    }

    private static String prefix(Class<?> mapping) {
        return mapping.getAnnotation(ConfigMapping.class).prefix();
    }

    private static String section(Class<?> mapping, Properties shipped) {
        Javadocs docs = Javadocs.of(mapping);
        String rows = Setting.of(mapping, prefix(mapping), docs)
                .map(setting -> row(setting, shipped))
                .collect(Collectors.joining());
        return """

                ## %s

                %s

                | key and environment variable | type | default | meaning |
                | --- | --- | --- | --- |
                %s""".formatted(prefix(mapping) + ".*", docs.of(mapping.getSimpleName()), rows);
    }

    private static String row(Setting setting, Properties shipped) {
        return "| `%s`<br>`%s` | %s | %s | %s |%n"
                .formatted(
                        setting.key(),
                        setting.variable(),
                        setting.type(),
                        fallback(setting, shipped),
                        setting.description().replace("|", "\\|"))
                .replace(System.lineSeparator(), "\n");
    }

    private static String fallback(Setting setting, Properties shipped) {
        String general =
                setting.fallback() == null ? setting.optional() ? "none" : "must be set" : code(setting.fallback());
        Stream<String> ofProfiles = shipped.stringPropertyNames().stream()
                .filter(name -> name.startsWith("%") && name.endsWith("." + setting.key()))
                .sorted()
                .map(name -> code(shipped.getProperty(name)) + " in " + profiles(name, setting));
        return Stream.concat(Stream.of(general), ofProfiles).collect(Collectors.joining("<br>"));
    }

    private static String profiles(String name, Setting setting) {
        return name.substring(1, name.length() - setting.key().length() - 1).replace(",", ", ");
    }

    private static String code(String value) {
        return "`" + value + "`";
    }

    /** What application.properties sets for one profile or another. */
    private static Properties shipped() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = ConfigurationReferenceTest.class.getResourceAsStream("/application.properties")) {
            properties.load(new InputStreamReader(file, UTF_8));
        }
        return properties;
    }
}
