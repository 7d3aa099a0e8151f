package io.muster.inventory.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EchoTest {

    private final List<CompletableFuture<Void>> questions = new ArrayList<>();
    private final Echo echo = new Echo(() -> {
        CompletableFuture<Void> question = new CompletableFuture<>();
        questions.add(question);
        return Uni.createFrom().completionStage(question);
    });

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
}
