package io.muster.rest.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 4180, and no formulas. */
class CsvExportTest {

    static Stream<Arguments> fields() {
        return Stream.of(
                argumentSet("plain text", "web", "web"),
                argumentSet("nothing", null, ""),
                argumentSet("a comma", "a,b", "\"a,b\""),
                argumentSet("a quote", "say \"hi\"", "\"say \"\"hi\"\"\""),
                argumentSet("a line end", "a\r\nb", "\"a\r\nb\""),
                argumentSet("a formula", "=1+1", "'=1+1"),
                argumentSet("a formula with a quote", "=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
                argumentSet("a plus", "+1", "'+1"),
                argumentSet("a minus", "-1", "'-1"),
                argumentSet("an at sign", "@SUM(A1)", "'@SUM(A1)"),
                argumentSet("a tab", "\t=1", "\"'\t'=1\""),
                argumentSet("a line feed before a formula", "\n=1", "\"'\n=1\""),
                argumentSet("a full-width equals sign", "\uff1d1", "'\uff1d1"),
                argumentSet("an equals sign within", "a=b", "a=b"),
                argumentSet("a formula behind a semicolon", "x;=1+1", "\"x;'=1+1\""),
                argumentSet("a formula behind a semicolon and spaces", "x; -1", "\"x; '-1\""),
                argumentSet("a semicolon alone", "x;y", "\"x;y\""),
                argumentSet("a number", 42, "42"));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void fieldsAreWrittenSoThatTheyAreReadAsText(Object value, String expected) {
        assertThat(CsvExport.field(value)).isEqualTo(expected);
    }
}
