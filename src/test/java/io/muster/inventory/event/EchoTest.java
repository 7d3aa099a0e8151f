package io.muster.inventory.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EchoTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<CompletableFuture<Void>> questions = new ArrayList<>();
    private final Echo echo = new Echo(this::ask, LIMIT);

    private Uni<Void> ask() {
        CompletableFuture<Void> question = new CompletableFuture<>();
        questions.add(question);
        return Uni.createFrom().completionStage(question);
    }

    @Test
    void whoComesDuringAQuestionWaitsForTheNextOneTogether() {
        // given
        CompletableFuture<Void> first = echo.next().subscribeAsCompletionStage();
        CompletableFuture<Void> second = echo.next().subscribeAsCompletionStage();
        CompletableFuture<Void> third = echo.next().subscribeAsCompletionStage();
        assertThat(questions).hasSize(1);

        // when
        questions.get(0).complete(null);

        // then
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(questions).hasSize(2);
        questions.get(1).complete(null);
        assertThat(second).isCompleted();
        assertThat(third).isCompleted();
        assertThat(questions).hasSize(2);
    }

    @Test
    void aFailureEndsItsOwnRoundAlone() {
        // given
        CompletableFuture<Void> first = echo.next().subscribeAsCompletionStage();
        CompletableFuture<Void> second = echo.next().subscribeAsCompletionStage();

        // when
        questions.get(0).completeExceptionally(new IllegalStateException("broken"));
        questions.get(1).complete(null);

        // then
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompleted();
        assertThat(echo.next().subscribeAsCompletionStage()).isNotDone();
        assertThat(questions).hasSize(3);
    }

    @Test
    void aQuestionThatCannotBeSentFailsItsOwnCallsAlone() {
        // given
        Deque<Supplier<Uni<Void>>> sent = new ArrayDeque<>(List.of(
                () -> {
                    throw new IllegalStateException("fault");
                },
                () -> Uni.createFrom().voidItem()));
        Echo faulty = new Echo(() -> sent.remove().get(), LIMIT);

        // when
        CompletableFuture<Void> first = faulty.next().subscribeAsCompletionStage();
        CompletableFuture<Void> second = faulty.next().subscribeAsCompletionStage();

        // then
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompleted();
    }

    @Test
    void afterASilenceEachFailsAtOnceUntilTheLateAnswerComes() {
        // given
        Echo impatient = new Echo(this::ask, Duration.ofMillis(500));
        CompletableFuture<Void> first = impatient.next().subscribeAsCompletionStage();
        await().atMost(LIMIT).until(first::isCompletedExceptionally);

        // then
        assertThat(impatient.next().subscribeAsCompletionStage()).isCompletedExceptionally();
        assertThat(questions).as("nobody is asked").hasSize(1);
        questions.get(0).complete(null);
        assertThat(impatient.next().subscribeAsCompletionStage()).isNotDone();
        assertThat(questions).hasSize(2);
    }

    @Test
    void anAnswerToAnotherQuestionEndsTheSilence() {
        // given
        Echo impatient = new Echo(this::ask, Duration.ofMillis(500));
        CompletableFuture<Void> first = impatient.next().subscribeAsCompletionStage();
        await().atMost(LIMIT).until(first::isCompletedExceptionally);

        // when
        impatient.answered();

        // then
        assertThat(impatient.next().subscribeAsCompletionStage()).isNotDone();
        assertThat(questions).hasSize(2);
    }
}
