package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/json                                          | false
            application/json; charset=utf-8                           | false
            application/json;charset="UTF-8"; a=b                     | false
            application/json; charset=utf-8, application/json         | false
            application/json; charset=US-ASCII                        | false
            application/json; charset=utf-16                          | true
            application/json; charset=iso-8859-1                      | true
            application/json; charset=nonsense                        | true
            application/json; charset=                                | true
            application/json; charset="                               | true
            application/json; a=b;Charset=;                           | true
            """)
    void knowsAnotherEncodingByItsName(String contentType, boolean another) {
        assertThat(JsonBody.isInAnotherEncoding(contentType)).isEqualTo(another);
    }

    @Test
    void readsUtf8AndNothingElse() {
        assertThat(JsonBody.text(Buffer.buffer("{\"a\": \"é😀\"}"))).isEqualTo("{\"a\": \"é😀\"}");
        assertThat(JsonBody.text(null)).isEmpty();
        assertThatThrownBy(() -> JsonBody.text(Buffer.buffer(new byte[] {'"', (byte) 0xe9, '"'})))
                .isInstanceOf(MusterException.class)
                .hasMessage("The body is not UTF-8");
    }
}
