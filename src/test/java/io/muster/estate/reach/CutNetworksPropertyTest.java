package io.muster.estate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/**
 * What was not read of the networks of several accounts leaves an answer as it is or makes it UNKNOWN. Of an answer that is UNKNOWN where all was
 * read, another account's view may tell more.
 */
class CutNetworksPropertyTest {

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void aCutListingTurnsNoAnswerRound(@ForAll long seed) {
        RandomNetworks made = new RandomNetworks(new Random(seed));
        CutNetworks whole = made.whole();
        Map<String, Outcome> known = whole.answers(made.hosts());
        known.values().forEach(outcome -> Statistics.collect(outcome.reachable()));
        for (int n = 0; n < 4; n++) {
            CutNetworks.Cut cut = made.cut();
            check(seed, cut, known, whole.without(cut).answers(made.hosts()));
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void anAccountThatIsNotRegisteredTurnsNoAnswerRound(@ForAll long seed) {
        RandomNetworks made = new RandomNetworks(new Random(seed));
        CutNetworks whole = made.whole();
        Map<String, Outcome> known = whole.answers(made.hosts());
        for (String account : RandomNetworks.ACCOUNTS) {
            Set<String> others = RandomNetworks.ACCOUNTS.stream()
                    .filter(other -> !other.equals(account))
                    .collect(Collectors.toSet());
            check(seed, "without " + account, known, whole.registered(others).answers(made.hosts()));
        }
    }

    private static void check(long seed, Object cut, Map<String, Outcome> known, Map<String, Outcome> left) {
        left.forEach((question, outcome) -> {
            Outcome whole = known.get(question);
            if (outcome.reachable() != Reachable.UNKNOWN && whole.reachable() != Reachable.UNKNOWN) {
                assertThat(outcome.reachable())
                        .as("%s of seed %s with %s: %s, and with all %s", question, seed, cut, outcome, whole)
                        .isEqualTo(whole.reachable());
            }
        });
    }
}
