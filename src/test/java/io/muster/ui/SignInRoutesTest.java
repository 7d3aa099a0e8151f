package io.muster.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignInRoutesTest {

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatIsKnownIsHandedOnWhereItWasAskedFor() {
        CompletableFuture<Object> told = new CompletableFuture<>();
        vertx.runOnContext(now -> {
            Object here = Vertx.currentContext();
            SignInRoutes.hand(
                    Uni.createFrom().item("caller"),
                    known -> told.complete(known.equals("caller") && Vertx.currentContext() == here),
                    told::complete);
        });
        assertThat(told.orTimeout(1, TimeUnit.MINUTES).join()).isEqualTo(true);
    }

    static Stream<RuntimeException> failures() {
        return Stream.of(
                new MusterException(ErrorCode.TOO_MANY_REQUESTS, "Too many"),
                new IllegalStateException("The response is closed"),
                new NullPointerException());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsToldWhereverItIsThrown(RuntimeException failure) {
        Consumer<String> throwing = known -> {
            throw failure;
        };
        assertThat(refusal(Uni.createFrom().failure(failure), known -> {})).isSameAs(failure);
        assertThat(refusal(Uni.createFrom().item("caller"), throwing)).isSameAs(failure);
    }

    private static Throwable refusal(Uni<String> asked, Consumer<String> known) {
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        vertx.runOnContext(now -> SignInRoutes.hand(asked, known, refused::complete));
        return refused.orTimeout(1, TimeUnit.MINUTES).join();
    }
}
