package io.muster.graphql.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFormTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"connection_init\"}",
                "{\"type\":\"connection_init\",\"payload\":{\"a\":1}}",
                "{\"type\":\"connection_init\",\"payload\":null}",
                "{\"type\":\"ping\"}",
                "{\"type\":\"pong\",\"payload\":{}}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{}}",
                "{\"type\":\"complete\",\"id\":\"1\"}",
            })
    void isKept(String message) {
        assertThat(MessageForm.isKept(json(message))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":null}",
                "{\"type\":\"never heard of\"}",
                "{\"type\":\"next\",\"id\":\"1\",\"payload\":{}}",
                "{\"type\":1}",
                "{\"type\":{}}",
                "{\"id\":\"1\"}",
                "{\"type\":\"connection_init\",\"payload\":3}",
                "{\"type\":\"ping\",\"payload\":\"a\"}",
                "{\"type\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"id\":\"1\"}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":null}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":[]}",
                "{\"type\":\"subscribe\",\"id\":1,\"payload\":{}}",
                "{\"type\":\"subscribe\",\"payload\":{}}",
                "{\"type\":\"complete\"}",
                "{\"type\":\"complete\",\"id\":[]}",
            })
    void isNotKept(String message) {
        assertThat(MessageForm.isKept(json(message))).isFalse();
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
