package io.muster.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerShapeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> shapes() {
        return Stream.of(
                argumentSet(
                        "what is empty is left out, false and zero are not",
                        "{'a': {'b': null, 'c': [], 'd': {}, 'e': '', 'f': false, 'g': 0, 'h': [{'i': null}]}}",
                        "{'a': {'f': false, 'g': 0}}"),
                argumentSet(
                        "a page comes with the cursor of the next",
                        "{'page': {'nodes': [{'a': 1}], 'totalCount': 2, 'pageInfo': {'hasNextPage': true, 'endCursor': 'x'}}}",
                        "{'items': [{'a': 1}], 'total': 2, 'nextCursor': 'x'}"),
                argumentSet(
                        "the last page has none",
                        "{'page': {'nodes': [{'a': 1}], 'pageInfo': {'hasNextPage': false, 'endCursor': 'x'}}}",
                        "{'items': [{'a': 1}]}"),
                argumentSet(
                        "an empty page is said",
                        "{'page': {'nodes': [], 'totalCount': 0, 'missing': ['m'], 'pageInfo': {'hasNextPage': false}}}",
                        "{'items': [], 'total': 0, 'missing': ['m']}"),
                argumentSet(
                        "counts come with the worst first",
                        "{'a': [{'r': 1, 'severity': 'LOW', 'count': 9}, {'r': 2, 'severity': 'HIGH', 'count': 1}, {'r': 3, 'severity': 'HIGH', 'count': 2}]}",
                        "{'a': [{'r': 3, 'severity': 'HIGH', 'count': 2}, {'r': 2, 'severity': 'HIGH', 'count': 1}, {'r': 1, 'severity': 'LOW', 'count': 9}]}"),
                argumentSet(
                        "whole coverage has no note",
                        "{'coverage': [{'cells': 5, 'failed': 0, 'never': 0, 'oldestCompleteAt': 't'}]}",
                        "{'coverage': {'complete': true, 'listings': 5, 'oldestCompleteAt': 't'}}"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void hasWhatIsThere(String data, String answer) {
        assertThat(AnswerShape.of(read(data))).isEqualTo(read(answer));
    }

    static Stream<Arguments> gaps() {
        return Stream.of(
                argumentSet("failed listings", "[{'cells': 5, 'failed': 1, 'never': 0}]", "INCOMPLETE"),
                argumentSet("listings never made", "[{'cells': 5, 'failed': 0, 'never': 1}]", "INCOMPLETE"),
                argumentSet("no listings", "[{'cells': 0, 'failed': 0, 'never': 0}]", "UNKNOWN"),
                argumentSet("nothing known of any", "[]", "UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void saysInWordsWhereDataIsMissing(String coverage, String begins) {
        // when
        JsonNode said = AnswerShape.of(read("{'coverage': " + coverage + "}")).get("coverage");

        // then
        assertThat(said.get("complete").asBoolean()).isFalse();
        assertThat(said.get("note").asText()).startsWith(begins);
    }

    @Test
    void longListsAndTextsAreCutAndSaySo() {
        // given
        String many = IntStream.range(0, 25).mapToObj(String::valueOf).collect(Collectors.joining(","));

        // when
        JsonNode answer = AnswerShape.of(read("{'a': {'b': [" + many + "], 'c': '" + "x".repeat(1_010) + "'}}"));

        // then
        assertThat(answer.at("/a/b")).hasSize(20);
        assertThat(answer.at("/a/bLeftOut").asText()).isEqualTo("at least 5");
        assertThat(answer.at("/a/c").asText()).hasSizeLessThan(1_040).endsWith("x… (10 more characters)");
    }

    @Test
    void noCharacterIsCutInHalf() {
        JsonNode answer = AnswerShape.of(read("{'a': '" + "x".repeat(999) + "\uD83D\uDE00".repeat(10) + "'}"));

        assertThat(answer.path("a").asText()).endsWith("x… (20 more characters)");
    }

    /** The whole document is what was asked for. */
    @Test
    void attributesStayWhole() {
        assertThat(AnswerShape.of(read("{'a': {'attributes': {'b': null, 'c': []}}}")))
                .isEqualTo(read("{'a': {'attributes': {'b': null, 'c': []}}}"));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
