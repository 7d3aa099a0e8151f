package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.MusterException.Violation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MusterExceptionTest {

    @Test
    void everyFieldAtFaultIsNamed() {
        MusterException refusal = MusterException.badFields(faults(2));

        assertThat(refusal).hasMessage("f0: is bad; f1: is bad");
        assertThat(refusal.violations()).hasSize(2);
    }

    @Test
    void ofManyFieldsAtFaultTheFirstAreNamedAndTheOthersCounted() {
        MusterException refusal = MusterException.badFields(faults(1_000));

        assertThat(refusal).hasMessageStartingWith("f0: is bad; ").hasMessageEndingWith("; f9: is bad; and 990 more");
        assertThat(refusal.violations()).hasSize(100);
    }

    private static List<Violation> faults(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Violation("f" + number, "is bad"))
                .toList();
    }
}
