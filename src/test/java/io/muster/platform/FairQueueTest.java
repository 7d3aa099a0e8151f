package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final List<String> begun = new ArrayList<>();
    private final List<CompletableFuture<Void>> working = new ArrayList<>();
    private final List<Throwable> refused = new ArrayList<>();

    @Test
    void waitersAreServedInTurn() {
        // given
        FairQueue<String> queue = new FairQueue<>(1, 10, 100);

        // when
        for (String work : List.of("a1", "a2", "a3", "b1", "c1", "b2")) {
            submit(queue, work);
        }
        endAll();

        // then
        assertThat(begun).containsExactly("a1", "a2", "b1", "c1", "a3", "b2");
        assertThat(queue.isBusy()).isFalse();
    }

    @Test
    void noMoreAreWorkedOnThanTold() {
        // given
        FairQueue<String> queue = new FairQueue<>(2, 10, 100);

        // when
        for (String work : List.of("a1", "a2", "a3", "b1")) {
            submit(queue, work);
        }

        // then
        assertThat(begun).containsExactly("a1", "a2");
        assertThat(queue.isBusy()).isTrue();
    }

    @Test
    void whoHasTooMuchWaitingIsRefusedAloneAndThenEverybody() {
        // given
        FairQueue<String> queue = new FairQueue<>(1, 2, 3);

        // when
        for (String work : List.of("a1", "a2", "a3", "a4", "b1", "c1")) {
            submit(queue, work);
        }

        // then
        assertThat(refused)
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                MusterException.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS)));
        endAll();
        assertThat(begun).containsExactly("a1", "a2", "b1", "a3");
    }

    @Test
    void whatFailsGivesItsTurnOn() {
        // given
        FairQueue<String> queue = new FairQueue<>(1, 2, 3);

        // when
        queue.submit("a", () -> {
                    throw new IllegalStateException();
                })
                .subscribe()
                .with(done -> {}, refused::add);
        submit(queue, "b1");

        // then
        assertThat(refused).hasSize(1);
        assertThat(begun).containsExactly("b1");
    }

    private void submit(FairQueue<String> queue, String work) {
        queue.submit(work.substring(0, 1), () -> {
                    begun.add(work);
                    CompletableFuture<Void> end = new CompletableFuture<>();
                    working.add(end);
                    return Uni.createFrom().completionStage(end);
                })
                .subscribe()
                .with(done -> {}, refused::add);
    }

    private void endAll() {
        for (int i = 0; i < working.size(); i++) {
            working.get(i).complete(null);
        }
    }
}
