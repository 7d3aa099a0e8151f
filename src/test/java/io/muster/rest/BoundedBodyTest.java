package io.muster.rest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoundedBodyTest {

    private static final int LIMIT = 4;

    private enum Way {
        BYTES {
            @Override
            void read(InputStream body) throws IOException {
                while (body.read() >= 0) {
                    // to the end
                }
            }
        },
        ARRAYS {
            @Override
            void read(InputStream body) throws IOException {
                body.readAllBytes();
            }
        },
        SKIPS {
            @Override
            void read(InputStream body) throws IOException {
                body.skipNBytes(LIMIT);
                body.skip(1);
            }
        };

        abstract void read(InputStream body) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOfTheLimitIsReadAndALargerOneIsNot(Way way) {
        assertThatCode(() -> way.read(body(LIMIT))).doesNotThrowAnyException();
        assertThatThrownBy(() -> way.read(body(LIMIT + 1))).isInstanceOf(BoundedBody.TooLarge.class);
    }

    @Test
    void whatIsNotReadIsNotWaitedFor() {
        InputStream waiting = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public void close() throws IOException {
                throw new IOException("it waits for the client");
            }
        };

        assertThatCode(new BoundedBody(waiting, LIMIT)::close).doesNotThrowAnyException();
    }

    private static InputStream body(int size) {
        return new BoundedBody(new ByteArrayInputStream(new byte[size]), LIMIT);
    }
}
