package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A body that was read is not in memory twice, nor after its end. */
class WholeBodyTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final AtomicReference<Subscriber<? super ByteBuffer>> gathering = new AtomicReference<>();
    private final List<byte[]> read = new ArrayList<>();
    private final Reader reader = new Reader();

    @Test
    void thePartsAreReleasedWhileTheWholeIsRead() {
        // given
        List<WeakReference<ByteBuffer>> parts = new ArrayList<>();
        WholeBody body = new WholeBody(this::begin, whole -> {
            parts.forEach(WholeBodyTest::awaitReleased);
            read.add(whole);
            return ByteBuffer.wrap(whole);
        });
        body.subscribe(reader);

        // when
        parts.add(sent(new byte[] {1, 2}));
        parts.add(sent(new byte[] {3}));
        gathering.get().onComplete();

        // then
        assertThat(read).containsExactly(new byte[] {1, 2, 3});
        assertThat(reader.ended).isTrue();
    }

    @Test
    void thePartsOfABodyThatBreaksOffAreReleased() {
        // given
        new WholeBody(this::begin, ByteBuffer::wrap).subscribe(reader);
        WeakReference<ByteBuffer> part = sent(new byte[] {1, 2});

        // when
        gathering.get().onError(new IllegalStateException("reset"));

        // then
        awaitReleased(part);
    }

    private static void awaitReleased(WeakReference<ByteBuffer> part) {
        await().atMost(LIMIT).untilAsserted(() -> {
            System.gc();
            assertThat(part.get()).isNull();
        });
    }

    /** The connection refers to the gathering one for as long as the test lasts. */
    private void begin(Subscriber<? super ByteBuffer> subscriber) {
        gathering.set(subscriber);
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long buffers) {}

            @Override
            public void cancel() {}
        });
    }

    private WeakReference<ByteBuffer> sent(byte[] bytes) {
        ByteBuffer part = ByteBuffer.wrap(bytes);
        gathering.get().onNext(part);
        return new WeakReference<>(part);
    }

    private static final class Reader implements Subscriber<ByteBuffer> {
        private boolean ended;

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(ByteBuffer body) {}

        @Override
        public void onError(Throwable thrown) {
            ended = true;
        }

        @Override
        public void onComplete() {
            ended = true;
        }
    }
}
