package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.RetryableException;

/** Bodies of answers in bounded memory, here of 100 bytes for all and at most 50 for each. */
class BoundedBodyTest {

    private final BodySpace space = new BodySpace(100);
    private final AtomicBoolean cancelled = new AtomicBoolean();

    @Test
    void oneThatFitsIsPassedOnAndGivesItsSpaceBack() {
        AssertSubscriber<ByteBuffer> reader = read(Multi.createFrom().items(part(20), part(30)));

        reader.assertCompleted();
        assertThat(reader.getItems()).hasSize(2);
        assertThat(space.taken()).isZero();
    }

    @Test
    void anEndlessOneBreaksOffAndIsNotReadOn() {
        AssertSubscriber<ByteBuffer> reader =
                read(Multi.createBy().repeating().supplier(() -> part(20)).indefinitely());

        reader.assertFailedWith(RetryableException.class);
        assertThat(reader.getItems()).hasSize(2);
        assertThat(cancelled).isTrue();
        assertThat(space.taken()).isZero();
    }

    @Test
    void allTogetherTakeNoMoreThanThereIs() {
        // given two that are not at their ends
        List<AssertSubscriber<ByteBuffer>> open = List.of(read(unended(45)), read(unended(45)));

        // when
        AssertSubscriber<ByteBuffer> another = read(Multi.createFrom().item(part(20)));

        // then
        another.assertFailedWith(RetryableException.class);
        open.forEach(AssertSubscriber::assertNotTerminated);
        assertThat(space.taken()).isEqualTo(90);

        // when they are given up
        open.forEach(AssertSubscriber::cancel);

        // then
        assertThat(space.taken()).isZero();
    }

    @Test
    void oneThatFailsGivesItsSpaceBack() {
        AssertSubscriber<ByteBuffer> reader = read(Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(part(20)),
                        Multi.createFrom().failure(new IllegalStateException("reset"))));

        reader.assertFailedWith(IllegalStateException.class);
        assertThat(space.taken()).isZero();
    }

    private static Multi<ByteBuffer> unended(int bytes) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(part(bytes)), Multi.createFrom().nothing());
    }

    private static ByteBuffer part(int bytes) {
        return ByteBuffer.allocate(bytes);
    }

    private AssertSubscriber<ByteBuffer> read(Multi<ByteBuffer> body) {
        Multi<ByteBuffer> watched = body.onCancellation().invoke(() -> cancelled.set(true));
        return Multi.createFrom()
                .publisher(AdaptersToFlow.publisher(
                        new BoundedBody(AdaptersToReactiveStreams.publisher(watched), space, 50)))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }
}
