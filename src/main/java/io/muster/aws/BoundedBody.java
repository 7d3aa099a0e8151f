package io.muster.aws;

import jakarta.annotation.Nullable;
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
        private volatile boolean over;

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
            String refusal = take(part.remaining());
            if (refusal == null) {
                reader.onNext(part);
            } else {
                refuse(refusal);
            }
        }

        /** The reader learns of the failure first: a body that is cancelled before it counts as given up by the caller. */
        private void refuse(String reason) {
            end();
            reader.onError(RetryableException.create("An answer could not be read", new UnreadableAnswer(reason)));
            source.cancel();
        }

        /** @return the reason why there is no space for these; null where they have it, or need none any more */
        private synchronized @Nullable String take(int bytes) {
            if (over) {
                return null;
            }
            if (taken + bytes > most) {
                return "It is larger than any answer";
            }
            if (!space.take(bytes)) {
                return "There is no memory for it beside the others that are being read";
            }
            taken += bytes;
            return null;
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
