package io.muster.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The operations of the data files, with the SDK's types. {@code DemoRowsTest} generates their list, and the metadata by
 * which a native image keeps the types: neither resources nor types can be searched for there.
 */
final class Rows {

    /** The rows, in columns: the data file, the SDK's module, the signing name, the operation, the version of the API, method and path. */
    private static final List<String[]> LINES =
            resource("operations.tsv").lines().map(line -> line.split("\t", -1)).toList();

    /** The names of the data files. */
    static final List<String> FILES =
            LINES.stream().map(line -> line[0]).distinct().toList();

    static final List<Row> ALL = LINES.stream()
            .map(line -> new Row(line[1], line[2], line[3], line[4], line[5]))
            .distinct()
            .toList();

    private Rows() {}

    /** The text of a file of the demo cloud. */
    static String resource(String file) {
        try (InputStream data = Objects.requireNonNull(Rows.class.getResourceAsStream("/demo/" + file), file)) {
            return new String(data.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
