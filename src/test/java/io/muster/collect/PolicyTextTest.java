package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Resource\":\"arn:aws:s3:::a+b/100% sure\"}",
                "  {\"Resource\": \"arn:aws:s3:::a+b/100% sure\"}\n",
                "%7B%22Resource%22%3A%22arn%3Aaws%3As3%3A%3A%3Aa%2Bb%2F100%25%20sure%22%7D",
                "%7B%22Resource%22:%22arn:aws:s3:::a+b/100%25%20sure%22%7D"
            })
    void isReadRawOrEncoded(String text) {
        assertThat(PolicyText.parse(text).path("Resource").textValue()).isEqualTo("arn:aws:s3:::a+b/100% sure");
    }

    @ParameterizedTest
    @CsvSource({"'',''", "not a policy,not a policy", "%7Bbroken,{broken", "%zz,%zz", "[],[]", "{secret,{secret"})
    void isKeptAsTextWhereItIsNoObject(String text, String kept) {
        assertThat(PolicyText.parse(text)).isEqualTo(TextNode.valueOf(kept));
    }

    @Test
    void isKeptAsTextWhereAnElementIsThereTwice() {
        String twice = "{\"Condition\":{\"Bool\":{\"a:b\":\"true\"},\"Bool\":{\"a:c\":\"true\"}}}";

        assertThat(PolicyText.parse(twice)).isEqualTo(TextNode.valueOf(twice));
    }
}
