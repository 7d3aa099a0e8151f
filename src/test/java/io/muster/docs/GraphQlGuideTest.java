package io.muster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guide for consumers says of codes is what there is. */
class GraphQlGuideTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_]+)` \\|.*$", Pattern.MULTILINE);

    @Test
    void theTableOfErrorsHoldsEveryCodeAndNoOther() throws IOException {
        String guide = Files.readString(Path.of("docs", "graphql.md"));

        List<String> codes =
                ROW.matcher(guide).results().map(row -> row.group(1)).toList();

        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ErrorCode.values()).map(Enum::name).toList());
    }
}
