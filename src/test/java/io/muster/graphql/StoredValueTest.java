package io.muster.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.KindModel;
import io.muster.inventory.Property;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stored value goes out as it is where it has the form of the schema, and marks its answer elsewhere. */
class StoredValueTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "state | \"RUNNING\"",
                "instanceType | \"\"",
                "instanceType | \"a \\\"b\\\"\"",
                "launchTime | \"2026-11-26T08:00:00Z\"",
                "launchTime | \"2026-11-26T08:00:00.120Z\"",
                "detailedMonitoring | true",
                "ebsOptimized | false",
                "metadataOptions.hopLimit | 0",
                "metadataOptions.hopLimit | -2147483648",
                "metadataOptions.hopLimit | 2147483647",
                "securityGroupIds | []",
                "securityGroupIds | [\"sg-1\", \"a\\\"b\"]"
            })
    void isWrittenAsItIs(String name, String json) {
        assertThat(written(name, json)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "state | \"NEW\"",
                "state | 1",
                "state | \"running\"",
                "instanceType | 5",
                "instanceType | {}",
                "instanceType | [\"a\"]",
                "launchTime | \"2026-11-26\"",
                "launchTime | \"2026-11-26T08:00:00.123456Z\"",
                "launchTime | 1764144000",
                "detailedMonitoring | \"true\"",
                "metadataOptions.hopLimit | \"1\"",
                "metadataOptions.hopLimit | 1.5",
                "metadataOptions.hopLimit | 2147483648",
                "metadataOptions.hopLimit | 99999999999999999999",
                "metadataOptions.hopLimit | true",
                "securityGroupIds | \"sg-1\"",
                "securityGroupIds | {}",
                "securityGroupIds | [1]",
                "securityGroupIds | [\"sg-1\", null]",
                "securityGroupIds | [[\"sg-1\"]]"
            })
    void ofAnotherFormMarksTheAnswer(String name, String json) {
        assertThat(written(name, json)).isEqualTo(DocumentJson.ABSENT);
    }

    @Test
    void thatIsMissingIsNullWhereItMayBe() {
        for (String missing : new String[] {null, "null"}) {
            assertThat(written("imageId", missing)).isEqualTo("null");
            assertThat(written("instanceType", missing)).isEqualTo(DocumentJson.ABSENT);
            assertThat(written("securityGroupIds", missing)).isEqualTo("[]");
        }
    }

    @Test
    void textsAreEscapedAsJsonDemands() {
        String text = "a\"b\\c\u0000\u001f\n/\u007f\u2028\ud83d\ude00";
        StringBuilder json = new StringBuilder();

        JsonText.text(json, text);

        assertThat(json.toString()).isEqualTo("\"a\\\"b\\\\c\\u0000\\u001f\\u000a/\u007f\u2028\ud83d\ude00\"");
    }

    @Test
    void everyPropertyHasACheck() {
        List<String> unchecked = KindModel.all().stream()
                .flatMap(kind -> kind.properties().stream())
                .filter(property -> !property.element().isRecord() && !property.json())
                .filter(property -> !written(property, "{\"a\": 1}").equals(DocumentJson.ABSENT))
                .map(Property::name)
                .collect(Collectors.toList());
        assertThat(unchecked).isEmpty();
    }

    private static String written(String path, String json) {
        List<Property> among = KindModel.of(ResourceKind.INSTANCE).properties();
        Property found = null;
        for (String name : path.split("\\.", -1)) {
            found = among.stream()
                    .filter(property -> property.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            among = found.nested();
        }
        return written(found, json);
    }

    private static String written(Property property, String json) {
        StringBuilder text = new StringBuilder();
        new StoredValue(property).write(text, json);
        return text.toString();
    }
}
