package io.muster.estate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.traffic.ServiceRange;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What reaches what in the examples of a guide of AWS, as the guide's text says: each subject has them in a static method {@code examples}. */
abstract class GuideAnswers {

    private static final String USUAL = "tcp 443";

    /** @param answers each as "from to answer", or "from to protocol port answer": a side is a host, an address or range, or the internet */
    static Stream<Arguments> example(String title, GuideNetwork network, String... answers) {
        return Stream.of(answers).map(answer -> {
            String[] words = answer.split(" ", -1);
            String service = words.length == 3 ? USUAL : words[2] + (words.length == 5 ? " " + words[3] : "");
            return Arguments.of(
                    title, words[0], words[1], service, Reachable.valueOf(words[words.length - 1]), network);
        });
    }

    @ParameterizedTest(name = "{0}: {1} to {2}, {3}: {4}")
    @MethodSource("examples")
    void asTheGuideSays(
            String title, String from, String to, String service, Reachable expected, GuideNetwork network) {
        Estate estate = network.estate();

        Outcome outcome = Questions.of(estate).ask(side(estate, from), side(estate, to), services(service));

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static ServiceRange services(String text) {
        String[] words = text.split(" ", -1);
        return ServiceRange.asked(words[0], words.length > 1 ? Integer.valueOf(words[1]) : null)
                .orElseThrow();
    }

    private static Endpoint side(Estate estate, String side) {
        if (side.equals("internet")) {
            return new Endpoint.Everyone();
        }
        return side.contains(".") || side.contains(":") ? SmallVpc.range(side) : ReachCase.host(estate, "eni-" + side);
    }
}
