package io.muster.aws;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.exception.RetryableException;

/**
 * A body that is passed on only after it was read completely.
 *
 * @param read makes the body that is passed on; an {@link UnreadableAnswer} becomes a failure that the SDK tries again
 */
record WholeBody(Publisher<ByteBuffer> content, Function<byte[], ByteBuffer> read) implements Publisher<ByteBuffer> {

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> reader) {
        content.subscribe(new Gathering(reader));
    }

    private final class Gathering implements Subscriber<ByteBuffer>, Subscription {
        private final Subscriber<? super ByteBuffer> reader;
        private final List<ByteBuffer> parts = new ArrayList<>();
        private Subscription source;
        private boolean requested;

        private Gathering(Subscriber<? super ByteBuffer> reader) {
            this.reader = reader;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            source = subscription;
            reader.onSubscribe(this);
        }

        /** The reader gets one buffer, independent of its demand. */
        @Override
        public void request(long buffers) {
            if (!requested) {
                requested = true;
                source.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void cancel() {
            source.cancel();
        }

        @Override
        public void onNext(ByteBuffer part) {
            parts.add(part);
        }

        @Override
        public void onComplete() {
            try {
                reader.onNext(read.apply(whole()));
            } catch (UnreadableAnswer unreadable) {
                reader.onError(RetryableException.create("An answer could not be read", unreadable));
                return;
            }
            reader.onComplete();
        }

        /** Releases the parts: the connection refers to this until its next answer begins. */
        private byte[] whole() {
            ByteBuffer whole = ByteBuffer.allocate(
                    parts.stream().mapToInt(ByteBuffer::remaining).sum());
            parts.forEach(whole::put);
            parts.clear();
            return whole.array();
        }

        @Override
        public void onError(Throwable thrown) {
            parts.clear();
            reader.onError(thrown);
        }
    }
}
