package io.muster.inventory.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A cursor's keys are what PostgreSQL wrote into it, or they are refused: what only Java can read fails in the query. */
class KeysetTest {

    static Stream<Arguments> keys() {
        return Stream.of(
                arguments(Keyset.Type.NUMBER, "7", true),
                arguments(Keyset.Type.NUMBER, "-9223372036854775808", true),
                arguments(Keyset.Type.NUMBER, "9223372036854775808", false),
                arguments(Keyset.Type.NUMBER, "٣", false),
                arguments(Keyset.Type.NUMBER, "+7", false),
                arguments(Keyset.Type.NUMBER, "", false),
                arguments(Keyset.Type.UUID, "0190163d-8694-739b-aea5-966c26f8ad91", true),
                arguments(Keyset.Type.UUID, "1-1-1-1-1", false),
                arguments(Keyset.Type.UUID, "0190163d-8694-739b-aea5-966c26f8ad9g", false),
                arguments(Keyset.Type.TIME, "2026-11-24T10:52:04.782178Z", true),
                arguments(Keyset.Type.TIME, "0001-01-01T00:00:00.000000Z", true),
                arguments(Keyset.Type.TIME, "0000-01-01T00:00:00.000000Z", false),
                arguments(Keyset.Type.TIME, "2026-13-24T10:52:04.782178Z", false),
                arguments(Keyset.Type.TIME, "+999999999-11-24T10:52:04.782178Z", false),
                arguments(Keyset.Type.TIME, "2026-11-24T10:52:04.782178+18:00", false),
                arguments(Keyset.Type.TIME, "infinity", false),
                arguments(Keyset.Type.TEXT, "", true),
                arguments(Keyset.Type.TEXT, "a\nb", true),
                arguments(Keyset.Type.TEXT, "a\0", false),
                arguments(Keyset.Type.TEXT, "\ud800", false));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void acceptsWhatPostgresWrites(Keyset.Type type, String text, boolean accepted) {
        Keyset keyset = new Keyset("X", false, List.of(Keyset.Key.of("x", type)));

        assertThat(keyset.accepts(List.of(text))).isEqualTo(accepted);
    }
}
