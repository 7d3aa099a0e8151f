package io.muster.rule.own;

import static io.muster.rule.own.RuleTexts.HEAD;
import static io.muster.rule.own.RuleTexts.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the values of an expression may come to is known before it is evaluated. */
class ValueSizeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'aaaaaaaaaa'.replace('a', 'aaaaaaaaaa').replace('a', 'aaaaaaaaaa').replace('a', 'aaaaaaaaaa')"
                        + ".replace('a', 'aaaaaaaaaa').replace('a', 'aaaaaaaaaa').replace('a', 'aaaaaaaaaa')"
                        + ".replace('a', 'aaaaaaaaaa').size() > 0",
                "['aaaa'].map(x, x + x + x + x).map(x, x + x + x + x).map(x, x + x + x + x).map(x, x + x + x + x)"
                        + ".map(x, x + x + x + x).map(x, x + x + x + x).map(x, x + x + x + x).map(x, x + x + x + x)"
                        + ".map(x, x + x + x + x).map(x, x + x + x + x).map(x, x + x + x + x).size() > 0",
                "[0].map(x, [x, x, x, x]).map(x, [x, x, x, x]).map(x, [x, x, x, x]).map(x, [x, x, x, x])"
                        + ".map(x, [x, x, x, x]).map(x, [x, x, x, x]).map(x, [x, x, x, x]).map(x, [x, x, x, x])"
                        + ".map(x, [x, x, x, x]).map(x, [x, x, x, x]).map(x, [x, x, x, x]).map(x, [x, x, x, x])"
                        + ".exists(x, x == x)",
                "resource.tags.map(k, k.replace('a', k).replace('a', k).replace('a', k)).size() > 0",
                "resource.tags.map(a, resource.tags.map(b, resource.tags.map(c, a + b + c).join()).join()).join() == ''"
            })
    void refusesWhatNoMemoryHolds(String expression) {
        assertThat(fault(expression)).contains("own.yaml:7: the expression may come to a value of more than 10000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resource.tags.exists(k, resource.tags[k].lowerAscii().replace('-', '').replace('_', '') == 'prod')",
                "resource.tags.map(k, k + '=' + resource.tags[k]).join(', ').contains('owner=')",
                "resource.tags.map(a, resource.tags.map(b, a + b).join(',')).join(';') == ''",
                "['a', 'b', 'c'].all(prefix, !resource.name.startsWith(prefix + '-'))",
                "resource.securityGroups.exists(g, g.ingress.exists(r, r.cidrIpv4 == '0.0.0.0/0'))",
                "resource.name.split('-').filter(part, part.size() > 3).map(part, part.upperAscii()).join('-') == 'X'"
            })
    void takesWhatRulesAskFor(String expression) {
        assertThat(fault(expression)).doesNotContain("may come to a value");
    }

    private static String fault(String expression) {
        String text = HEAD + "    fails: \"" + expression + "\"\n    message: wrong\n";
        return read(text).get(0).fault().map(Fault::toString).orElse("");
    }
}
