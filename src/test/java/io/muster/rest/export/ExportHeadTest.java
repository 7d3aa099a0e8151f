package io.muster.rest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The first part of an answer settles its status. */
class ExportHeadTest {

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of("", List.of(), List.of()),
                Arguments.of("", List.of("a\n"), List.of("a\n")),
                Arguments.of("head\n", List.of(), List.of("head\n")),
                Arguments.of("head\n", List.of(""), List.of("head\n")),
                Arguments.of("head\n", List.of("a\n"), List.of("head\na\n")),
                Arguments.of("head\n", List.of("a\n", "b\n"), List.of("head\na\n", "b\n")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theHeadIsInTheFirstPart(String head, List<String> pages, List<String> parts) {
        assertThat(ExportHead.before(Multi.createFrom().iterable(pages), head)
                        .collect()
                        .asList()
                        .await()
                        .indefinitely())
                .isEqualTo(parts);
    }

    @Test
    void anExportWhoseFirstPageCannotBeReadHasNoPart() {
        ExportHead.before(Multi.createFrom().<String>failure(new IllegalStateException("away")), "head\n")
                .subscribe()
                .withSubscriber(AssertSubscriber.create(10))
                .assertFailedWith(IllegalStateException.class, "away")
                .assertHasNotReceivedAnyItem();
    }

    @Test
    void eachReadingHasItsOwnHead() {
        // given
        Multi<String> export = ExportHead.before(Multi.createFrom().items("a\n"), "head\n");

        // when
        List<List<String>> read = Stream.generate(
                        () -> export.collect().asList().await().indefinitely())
                .limit(2)
                .toList();

        // then
        assertThat(read).containsOnly(List.of("head\na\n"));
    }
}
