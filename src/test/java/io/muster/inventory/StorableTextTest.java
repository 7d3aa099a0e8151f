package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorableTextTest {

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "a\u0000b, a\ufffdu0000b",
        "\ud83d, \ufffdud83d",
        "\ude00x, \ufffdude00x",
        "\ud83d\ude00, \ud83d\ude00",
        "\ud83d\ud83d\ude00, \ufffdud83d\ud83d\ude00",
    })
    void whatPostgresCannotHoldIsEscapedAndMarked(String text, String stored) {
        assertThat(StorableText.of(text)).isEqualTo(stored);
    }

    @Test
    void aDocumentIsEscapedInKeysAndValues() {
        assertThat(Documents.write(Map.of("k\u0000", TextNode.valueOf("\ud83d"))))
                .isEqualTo("{\"k\ufffdu0000\":\"\ufffdud83d\"}");
        assertThat(Documents.write(TextNode.valueOf("\\u0000")))
                .as("a backslash and letters, which are no NUL")
                .isEqualTo("\"\\\\u0000\"");
    }

    @Property
    void anyTextIsStorable(@ForAll @CharRange(from = 0, to = 0xFFFF) String text) {
        String stored = StorableText.of(text);
        assertThat(stored).doesNotContain("\u0000");
        assertThat(new String(stored.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(stored);
        assertThat(StorableText.of(stored)).isEqualTo(stored);
        assertThat(Documents.read(Documents.write(text), String.class)).isEqualTo(stored);
    }
}
