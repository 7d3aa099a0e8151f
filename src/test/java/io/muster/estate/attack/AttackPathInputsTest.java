package io.muster.estate.attack;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ManagedInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttackPathInputsTest {

    private static final Duration A_WHILE = Duration.ofMinutes(10);

    @Test
    void theSameEstateTellsTheSame() {
        assertThat(told(silentFor(Duration.ofHours(1)))).isEqualTo(told(silentFor(Duration.ofHours(2))));
    }

    /** The time of the last ping does not count as a change of the node. */
    @Test
    void anAgentThatHasBeenSilentForTooLongTellsOtherwise() {
        assertThat(told(silentFor(Duration.ofHours(25)))).isNotEqualTo(told(silentFor(Duration.ofHours(1))));
    }

    @Test
    void anInstanceTellsOtherwiseOnceItIsOldEnoughToBeManaged() {
        assertThat(told(launched(A_WHILE))).isNotEqualTo(told(launched(Duration.ofHours(2))));
    }

    @Test
    void aReportOfAnotherProductTellsOtherwise() {
        Estate estate = silentFor(Duration.ofHours(1));
        String arn = estate.stored(Instance.class).get(0).arn();
        assertThat(AttackPathInputs.told(AttackPaths.in(estate, Map.of(arn, "it is reported to be exploitable"))))
                .isNotEqualTo(told(estate));
    }

    private static Estate silentFor(Duration silence) {
        Instant heard = Estates.NOW.minus(silence);
        return Estates.estate()
                .with(
                        instance("i-1"),
                        Made.of(
                                "i-1",
                                Parts.of(ManagedInstance.class, "pingStatus", "ConnectionLost", "lastPingTime", heard)))
                .build();
    }

    private static Estate launched(Duration ago) {
        return Estates.estate().with(instance("i-1").launchedBefore(ago)).build();
    }

    private static String told(Estate estate) {
        return AttackPathInputs.told(AttackPaths.in(estate, Map.of()));
    }
}
