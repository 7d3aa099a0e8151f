package io.muster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.collect.AllCollectors;
import io.muster.collect.ChangingEvents;
import io.muster.inventory.kind.ResourceKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;

/** The list of events that concern each kind, among all operations that the SDK knows of the services that are read. */
class EventReferenceTest {

    private static final GeneratedFile REFERENCE =
            new GeneratedFile(Path.of("docs", "event-kinds.md"), EventReferenceTest.class);

    private static final ChangingEvents EVENTS = AllCollectors.events();

    @Test
    void theReferenceListsWhatTheCodeReads() {
        String sections = eventsByKind().entrySet().stream()
                .map(entry -> section(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        REFERENCE.holds("""
                # Events and kinds

                Which calls, as CloudTrail records them, ask for a scan of which kinds: [events.md](events.md). The names follow from the
                operations by which a kind is read; `tag` operations and events of the services themselves concern the kinds of the
                resources that they name. Generated from the code.
                """ + sections);
    }

    /** The calls of a kind, service by service. */
    private static String section(ResourceKind kind, Set<String> events) {
        Map<String, List<String>> byService = events.stream()
                .map(event -> event.split(":", 2))
                .collect(Collectors.groupingBy(
                        event -> event[0],
                        TreeMap::new,
                        Collectors.mapping(event -> "`" + event[1] + "`", Collectors.toList())));
        return "\n## " + kind + "\n\n"
                + byService.entrySet().stream()
                        .map(service -> "- " + service.getKey() + ": " + String.join(", ", service.getValue()) + "\n")
                        .collect(Collectors.joining());
    }

    @Test
    void aKindIsConcernedByWhatMakesAndRemovesIt() {
        assertThat(eventsByKind().keySet())
                .as("kinds without an event are read on schedule alone")
                .containsAll(AllCollectors.create().regional().stream()
                        .map(collector -> collector.kind())
                        .filter(kind -> kind != ResourceKind.PROTECTED_RESOURCE)
                        .toList());
    }

    @Test
    void eventsOfDatabasesAreNamedAsAwsSpellsThem() {
        assertThat(eventsByKind().get(ResourceKind.SECURITY_GROUP_USER))
                .contains("rds:ModifyDBInstance", "rds:ModifyDBCluster");
    }

    private static Map<ResourceKind, Set<String>> eventsByKind() {
        Map<ResourceKind, Set<String>> byKind = new TreeMap<>();
        modules()
                .forEach((service, modules) -> modules.stream()
                        .flatMap(module -> operations(module).stream())
                        .map(operation -> asAwsSpells(service, operation))
                        .forEach(operation -> EVENTS.of(service, operation)
                                .forEach(kind -> byKind.computeIfAbsent(kind, first -> new TreeSet<>())
                                        .add(service + ":" + operation))));
        return byKind;
    }

    /** The SDK's classes are named in camel case: {@code ModifyDbInstanceRequest} of RDS's {@code ModifyDBInstance}. */
    private static String asAwsSpells(String service, String operation) {
        return service.equals("rds") ? operation.replace("Db", "DB") : operation;
    }

    /** The SDK's modules, by the service that events name. */
    private static Map<String, Set<String>> modules() {
        Map<String, Set<String>> modules = new TreeMap<>();
        try (InputStream rows = EventReferenceTest.class.getResourceAsStream("/demo/operations.tsv")) {
            new String(rows.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .forEach(row -> modules.computeIfAbsent(
                                    row[2].equals("monitoring") ? "cloudwatch" : row[2], first -> new TreeSet<>())
                            .add(row[1]));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return modules;
    }

    private static List<String> operations(String module) {
        String folder = "software/amazon/awssdk/services/" + module;
        String inJar =
                EventReferenceTest.class.getClassLoader().getResource(folder).toString();
        Path jar = Path.of(URI.create(inJar.substring("jar:".length(), inJar.indexOf('!'))));
        String model = folder + "/model/";
        try (JarFile classes = new JarFile(jar.toFile())) {
            List<String> names = classes.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.matches(model + "[A-Za-z0-9]+Request\\.class"))
                    .map(name -> name.substring(model.length(), name.length() - "Request.class".length()))
                    .toList();
            List<String> operations = new ArrayList<>(names);
            operations.removeIf(name -> !isOperation((model + name + "Request").replace('/', '.')));
            return operations;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Some structures within requests are called so, too. */
    private static boolean isOperation(String type) {
        try {
            return AwsRequest.class.isAssignableFrom(
                    Class.forName(type, false, EventReferenceTest.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
