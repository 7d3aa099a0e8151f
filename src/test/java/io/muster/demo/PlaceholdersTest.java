package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    private static final Map<String, String> VALUES =
            Map.of("region", "eu-central-1", "i", "10", "type", "t3.micro", "none", "", "name", "type");

    private static final Placeholders PLACEHOLDERS = new Placeholders(
            new Dice(1),
            new Dice(2),
            VALUES::get,
            true,
            List.of(Map.of("member", "111111111111")::get, Map.of("member", "222222222222")::get));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "plain text; plain text",
                "a price of $5 {in braces}; a price of $5 {in braces}",
                "${type}; t3.micro",
                "${region} and ${type}; eu-central-1 and t3.micro",
                "${zone|1}; eu-central-1b",
                "${even|$None|other}; $None",
                "${if|${type}|is ${type}|has none}; is t3.micro",
                "${if|${none}|one|other}; other",
                "${if|${none}|one}; ''",
                "${if|${none}|${unknown}|other}; other",
                "${is|${type}|t3.micro|one|other}; one",
                "${is|${type}|t2.micro|one|other}; other",
                "${nth|7|3|one|other}; one",
                "${nth|7|4|one|other}; other",
                "${${name}}; t3.micro",
                "${bytes|258}; 1.2",
                "${group-name|LEGACY_HALVES}; launch-wizard-1",
            })
    void aTextIsFilledIn(String text, String filled) {
        assertThat(PLACEHOLDERS.fill(text)).isEqualTo(filled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${unknown}", "${type", "${if|${type}|open"})
    void aTextThatCannotBeFilledInIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PLACEHOLDERS.fill(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'A': '${none}', 'B': ''}; {'B': ''}",
                "{'A': {'B': '${none}'}, 'C': {}}; {'C': {}}",
                "{'A': ['${none}', 'x']}; {'A': ['x']}",
                "{'A': [{'B': '${none}'}]}; {'A': []}",
                "{'A': {'1': {'B': '${none}'}}}; {}",
                "{'A': {'$if': '${type}', 'B': 1}}; {'A': {'B': 1}}",
                "{'A': {'$if': '${none}', 'B': 1}}; {}",
                "[{'$if': '${none}', 'B': 1}, {'C': 2}]; [{'C': 2}]",
                "[{'$each': 'member', 'Id': '${member}'}]; [{'Id': '111111111111'}, {'Id': '222222222222'}]",
                "[{'$each': 'member', '$if': '${is|${member}|222222222222|yes}', 'A': 1}]; [{'A': 1}]",
            })
    void aTreeLosesPartsOfWhichNothingIsLeft(String tree, String filled) throws Exception {
        assertThat(PLACEHOLDERS.fill(json(tree))).isEqualTo(json(filled));
    }

    @Test
    void valuesOfAnItemGoBeforeThoseOfThePlace() {
        Placeholders item = PLACEHOLDERS.with(Map.of("type", "m7g.large", "n", "3")::get);

        assertThat(item.fill("${type} ${n} ${i}")).isEqualTo("m7g.large 3 10");
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
