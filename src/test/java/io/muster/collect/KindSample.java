package io.muster.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.inventory.kind.ResourceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A kind in the tests: one resource that has everything (or several that have it together) and one of which AWS says as little
 * as it may, and what is to be read of each. It is the file of the kind's name in {@code src/test/resources/kinds}.
 */
record KindSample(ResourceKind kind, JsonNode json) {

    private static final Path FOLDER = Path.of("src/test/resources/kinds");

    /** The resources: two, or more where a kind has several types. */
    enum Side {
        /** Every component of the record is set, but what further resources set. */
        GOOD,
        /** A resource of another type, where a kind has several, of which each sets components of its own. */
        SECOND,
        THIRD,
        /** Nothing is set but what AWS always says. */
        ODD
    }

    /** The sample of every kind that has one. */
    static List<KindSample> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(KindSample::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KindSample read(Path file) {
        String name = file.getFileName().toString().replace(".json", "");
        try {
            return new KindSample(
                    ResourceKind.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT)),
                    new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The resources that the sample has. */
    List<Side> sides() {
        return Arrays.stream(Side.values()).filter(side -> json.has(name(side))).toList();
    }

    /** What AWS has: objects of the SDK's types, by type and id. */
    JsonNode aws(Side side) {
        return json.path(name(side)).path("aws");
    }

    /** What is to be read of it: ARN, id, name, tags and every attribute. */
    JsonNode expected(Side side) {
        return json.path(name(side)).path("read");
    }

    /** The calls that make such a resource in another AWS; missing where none can. */
    JsonNode made() {
        return json.path("made");
    }

    /** What has a value even where AWS says nothing. */
    List<String> implied() {
        return StreamSupport.stream(json.path(name(Side.ODD)).path("implied").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String name(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return kind.name();
    }
}
