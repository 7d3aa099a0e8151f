package io.muster.aws;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.utils.BinaryUtils;

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
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
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
            body.writeBytes(BinaryUtils.copyBytesFrom(part));
        }

        @Override
        public void onComplete() {
            try {
                reader.onNext(read.apply(body.toByteArray()));
            } catch (UnreadableAnswer unreadable) {
                reader.onError(RetryableException.create("An answer could not be read", unreadable));
                return;
            }
            reader.onComplete();
        }

        @Override
        public void onError(Throwable thrown) {
            reader.onError(thrown);
        }
    }
}
