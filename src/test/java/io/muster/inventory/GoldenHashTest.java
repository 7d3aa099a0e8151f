package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.docs.GeneratedFile;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A document that was stored once keeps its hash. Otherwise the first scan by the new version writes every resource of the kind,
 * and its history tells of a change that nobody made.
 *
 * <p>The golden file has a line per kind: its hash and a document as it was written when the kind was added. A component
 * that is added later is absent from it, and must not count. A line is added for a new kind by the command of generated files;
 * one that is there is never written anew: delete it first, if all resources of the kind are meant to count as changed.
 */
class GoldenHashTest {

    private static final Path FILE = Path.of("src", "test", "resources", "golden-hashes.txt");
    private static final Scope SCOPE = Scope.of("111122223333", "eu-central-1");

    @Test
    void everyStoredDocumentKeepsItsHash() throws IOException {
        // given
        Map<ResourceKind, String> golden = golden();

        // when
        Map<ResourceKind, String> now = new EnumMap<>(ResourceKind.class);
        KindModel.all().forEach(model -> now.put(model.kind(), line(model.kind(), golden.get(model.kind()))));

        // then what is in the file is never written anew, a new kind is
        golden.forEach((kind, line) -> assertThat(now).containsEntry(kind, line));
        new GeneratedFile(FILE, GoldenHashTest.class).holds(String.join("\n", now.values()) + "\n");
    }

    private static Map<ResourceKind, String> golden() throws IOException {
        Map<ResourceKind, String> lines = new EnumMap<>(ResourceKind.class);
        if (Files.exists(FILE)) {
            Files.readAllLines(FILE).forEach(line -> lines.put(ResourceKind.valueOf(line.split(" ", 2)[0]), line));
        }
        return lines;
    }

    private static String line(ResourceKind kind, @Nullable String golden) {
        Class<? extends Record> type = KindModel.of(kind).type();
        String document = golden == null ? Documents.write(Filled.record(type)) : golden.split(" ", 3)[2];
        Resource<?> resource = new Resource<>(
                Filled.arn(SCOPE, kind, "x"),
                kind,
                SCOPE,
                "x",
                "name",
                Map.of("b", "2", "a", "1"),
                Documents.read(document, type));
        return kind + " " + HexFormat.of().formatHex(Documents.hash(resource).bytes()) + " " + document;
    }
}
