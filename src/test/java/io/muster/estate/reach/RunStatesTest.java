package io.muster.estate.reach;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.reach.SmallVpc.between;
import static io.muster.estate.reach.SmallVpc.network;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.InstanceState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network is judged as if instances ran, and the answer says where one does not. */
class RunStatesTest {

    @ParameterizedTest
    @CsvSource({
        "RUNNING,RUNNING,[]",
        "STOPPED,RUNNING,[i-a is stopped: the answer holds while it runs]",
        "RUNNING,SHUTTING_DOWN,[i-b is shutting-down: the answer holds while it runs]",
    })
    void statesOfBothSides(InstanceState from, InstanceState to, String notes) {
        var parts = network(
                "instanceA", instance("i-a").state(from),
                "instanceB", instance("i-b").state(to));

        Outcome outcome = between(parts, "eni-a", "eni-b");

        assertThat(outcome.reachable()).isEqualTo(Reachable.YES);
        assertThat(outcome.notes()).hasToString(notes);
    }
}
