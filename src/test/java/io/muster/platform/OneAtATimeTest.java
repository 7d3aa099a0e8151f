package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {

    private final OneAtATime turns = new OneAtATime();
    private final List<Object> ends = new ArrayList<>();
    private final List<UniEmitter<? super String>> begun = new ArrayList<>();

    @Test
    void aRunThatIsAskedForDuringAnotherIsLeftOut() {
        // given
        run(this::underWay);

        // when
        run(this::underWay);

        // then
        assertThat(begun).hasSize(1);
        assertThat(ends).isEmpty();
    }

    @Test
    void theNextRunBeginsAfterTheOneBeforeHasEnded() {
        // given
        run(this::underWay);
        begun.get(0).complete("first");

        // when
        run(this::underWay);
        begun.get(1).complete("second");

        // then
        assertThat(ends).containsExactly("first", "second");
    }

    @Test
    void aRunMayBeAskedForFromTheEndOfTheOneBefore() {
        // when
        turns.run(this::underWay, first -> run(() -> Uni.createFrom().item("second")), ends::add);
        begun.get(0).complete("first");

        // then
        assertThat(ends).containsExactly("second");
    }

    @Test
    void aRunThatFailsLeavesTheTurnToTheNext() {
        // given
        RuntimeException fault = new IllegalStateException("fault");

        // when
        run(() -> Uni.createFrom().failure(fault));
        run(() -> Uni.createFrom().item("next"));

        // then
        assertThat(ends).containsExactly(fault, "next");
    }

    @Test
    void workThatThrowsLeavesTheTurnToTheNext() {
        // given
        RuntimeException fault = new IllegalStateException("fault");

        // when
        run(() -> {
            throw fault;
        });
        run(() -> Uni.createFrom().item("next"));

        // then
        assertThat(ends).containsExactly(fault, "next");
    }

    private void run(Supplier<Uni<? extends String>> work) {
        turns.run(work, ends::add, ends::add);
    }

    private Uni<String> underWay() {
        return Uni.createFrom().emitter(begun::add);
    }
}
