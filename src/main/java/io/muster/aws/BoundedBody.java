package io.muster.aws;

import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.exception.RetryableException;

/**
 * A body that breaks off as unreadable once it is longer than the space that bodies have. It is kept in memory until it is whole, so that an
 * endless one would take all of it.
 *
 * @param most how many bytes it may have by itself
 */
record BoundedBody(Publisher<ByteBuffer> content, BodySpace space, long most) implements Publisher<ByteBuffer> {

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> reader) {
        content.subscribe(new Counting(reader));
    }

    private final class Counting implements Subscriber<ByteBuffer>, Subscription {
        private final Subscriber<? super ByteBuffer> reader;
        private Subscription source;
        private long taken;
        private boolean over;

        private Counting(Subscriber<? super ByteBuffer> reader) {
            this.reader = reader;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            source = subscription;
            reader.onSubscribe(this);
        }

        @Override
        public void request(long parts) {
            source.request(parts);
        }

        @Override
        public void cancel() {
            source.cancel();
            end();
        }

        @Override
        public void onNext(ByteBuffer part) {
            if (over) {
                return;
            }
            if (take(part.remaining())) {
                reader.onNext(part);
            } else {
                cancel();
                reader.onError(RetryableException.create(
                        "An answer could not be read", new UnreadableAnswer("It is larger than any answer")));
            }
        }

        private synchronized boolean take(int bytes) {
            if (taken + bytes > most || !space.take(bytes)) {
                return false;
            }
            taken += bytes;
            return true;
        }

        @Override
        public void onComplete() {
            if (!over) {
                try {
                    reader.onComplete();
                } finally {
                    end();
                }
            }
        }

        @Override
        public void onError(Throwable thrown) {
            if (!over) {
                end();
                reader.onError(thrown);
            }
        }

        private synchronized void end() {
            over = true;
            space.giveBack(taken);
            taken = 0;
        }
    }
}
