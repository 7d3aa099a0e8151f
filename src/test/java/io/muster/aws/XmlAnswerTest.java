package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlAnswerTest {

    private static final String WHOLE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- an answer --><R xmlns="http://ec2.amazonaws.com/doc/2016-11-15/" a='>'>
              <set><item><id>i-1</id><address/></item><item><text><![CDATA[<&>]]></text></item></set>
            </R>""";

    @ParameterizedTest
    @CsvSource({
        "<R/>, <R/>",
        "<R></R>, <R></R>",
        "<R><set/></R>, <R></R>",
        "<R><a/><b>1</b><c></c></R>, <R><b>1</b></R>",
        "<R><a x='1'/><a x='1'></a></R>, <R></R>",
        "<R><set><item/><item></item><item><id/></item></set></R>, <R></R>",
        "<R><set><item>1</item><item/></set></R>, <R><set><item>1</item></set></R>",
        "<R><text> </text></R>, <R><text> </text></R>",
        "<R><set> <item/> </set></R>, <R></R>",
        "<R><!-- <a> --><a>1</a></R>, <R><a>1</a></R>",
        "<R><a><![CDATA[</a>]]></a></R>, <R><a><![CDATA[</a>]]></a></R>",
        "<R><a b='/>'>1</a></R>, <R><a b='/>'>1</a></R>",
        "<x:R><x:a/></x:R>, <x:R></x:R>",
        "<R><größe>ü</größe></R>, <R><größe>ü</größe></R>",
        "<R>0</R>, <R>0</R>"
    })
    void leavesOutWhatIsEmpty(String answer, String read) {
        assertThat(read(answer, "R")).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<html/>",
                "<html><body>A proxy's page",
                "<!DOCTYPE html><html></html>",
                "{}",
                "R",
                "<r/>",
                "<RR/>",
                "<OtherR/>",
                "<Response><Errors/></Response>",
                "<R>",
                "<R><a></R>",
                "<R></a></R>",
                "<R><a",
                "<R><a b='",
                "<R><a <b/></a></R>",
                "<R><>1</></R>",
                "<R><!-- </R>",
                "<R><![CDATA[</R>",
                "<R/><R/>",
                "<R/>more",
                "</R>"
            })
    void refusesWhatIsNotTheWholeAnswer(String answer) {
        assertThatThrownBy(() -> read(answer, "R")).isInstanceOf(UnreadableAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<XResponse/>",
                "<XResponse></XResponse>",
                "<XResponse><ResponseMetadata/></XResponse>",
                "<XResponse><ResponseMetadata/><XResult/></XResponse>",
                "<XResponse><YResult/></XResponse>"
            })
    void theResultMustComeFirst(String answer) {
        assertThatThrownBy(() -> read(answer, "XResponse", "XResult")).isInstanceOf(UnreadableAnswer.class);
    }

    @ParameterizedTest
    @CsvSource({
        "<XResponse><XResult/></XResponse>, <XResponse><XResult/></XResponse>",
        "<XResponse><XResult><a/></XResult><M><b/></M></XResponse>, <XResponse><XResult></XResult><M></M></XResponse>"
    })
    void anEmptyResultIsKept(String answer, String read) {
        assertThat(read(answer, "XResponse", "XResult")).isEqualTo(read);
    }

    /** Expected by the XML 1.0 Recommendation, "Characters". */
    @ParameterizedTest
    @CsvSource({
        "&#x3;, &#xFFFD;u0003",
        "&#0;, &#xFFFD;u0000",
        "a&#8;&#31;b, a&#xFFFD;u0008&#xFFFD;u001fb",
        "'\u0001', &#xFFFD;u0001",
        "&#xFFFE;, &#xFFFD;ufffe",
        "&#xD83D;&#xDE00;, &#x1F600;",
        "&#55357;&#56832;, &#x1F600;",
        "&#xD83D; &#xDE00;, &#xFFFD;ud83d &#xFFFD;ude00",
        "&#x110000;, &#xFFFD;",
        "&#9;&#10;&#13;&#x85;, &#x9;&#xA;&#xD;&#x85;",
        "&#38;#3;, &#x26;#3;",
        "&lt;&amp;#x3;&gt;, &lt;&amp;#x3;&gt;",
        "ü&#x3;, ü&#xFFFD;u0003",
    })
    void charactersThatXmlDoesNotHaveStandAsTheirCodes(String text, String read) {
        assertThat(read("<R><a>" + text + "</a></R>", "R")).isEqualTo("<R><a>" + read + "</a></R>");
    }

    @ParameterizedTest
    @ValueSource(ints = {62, 63, 64, 100_000})
    void depthIsBounded(int nested) {
        String answer = "<R>" + "<a>".repeat(nested) + "1" + "</a>".repeat(nested) + "</R>";
        if (nested < 64) {
            assertThat(read(answer, "R")).isEqualTo(answer);
        } else {
            assertThatThrownBy(() -> read(answer, "R")).isInstanceOf(UnreadableAnswer.class);
        }
    }

    @Property(tries = 500)
    void nothingThatEndsEarlyIsRead(@ForAll @IntRange(max = 999) int permille) {
        String cut = WHOLE.substring(0, WHOLE.length() * permille / 1000);
        assertThatThrownBy(() -> read(cut, "R")).isInstanceOf(UnreadableAnswer.class);
    }

    @Property(tries = 200)
    void noTextMakesItThrowAnythingElse(@ForAll String text) {
        for (String answer : new String[] {text, "<R>" + text + "</R>", "<R>" + text}) {
            try {
                read(answer, "R");
            } catch (UnreadableAnswer expected) {
                assertThat(expected).hasMessageNotContaining(answer.length() > 40 ? answer : "\0");
            }
        }
    }

    private static String read(String answer, String... beginning) {
        ByteBuffer read = XmlAnswer.read(answer.getBytes(StandardCharsets.UTF_8), beginning)
                .passedOn();
        return StandardCharsets.UTF_8.decode(read).toString();
    }
}
