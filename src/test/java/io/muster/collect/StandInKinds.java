package io.muster.collect;

import io.muster.inventory.kind.ResourceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of {@code docs/testing.md}: which kinds moto and LocalStack make, and are read from them as they were made. */
final class StandInKinds {

    private static final Path TABLE = Path.of("docs", "testing.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| (yes|–) \\| (yes|–) \\|");

    private StandInKinds() {}

    /** @param localStack whether LocalStack answers for it */
    record Row(boolean moto, boolean localStack) {}

    static Map<ResourceKind, Row> table() {
        Map<ResourceKind, Row> rows = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(TABLE)) {
                Matcher row = ROW.matcher(line);
                if (row.matches()) {
                    rows.put(
                            ResourceKind.valueOf(row.group(1)),
                            new Row(row.group(2).equals("yes"), row.group(3).equals("yes")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
