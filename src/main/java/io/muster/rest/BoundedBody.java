package io.muster.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body of which no more than a number of bytes are read. What its reader leaves is left to the connection: to close the stream of Quarkus
 * REST is to wait for all that the client still sends.
 */
final class BoundedBody extends FilterInputStream {

    /** The body has more bytes. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }

    private long left;
    private boolean blank = true;

    BoundedBody(InputStream body, long limit) {
        super(body);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        blank &= next < 0 || isSpace(next);
        take(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        for (int i = 0; blank && i < count; i++) {
            blank = isSpace(into[offset + i]);
        }
        take(Math.max(count, 0));
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        take(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // closing Quarkus REST's stream would wait for the rest of the body
    }

    /** Whether all that was read is white space of JSON, or nothing. */
    boolean isBlank() {
        return blank;
    }

    private static boolean isSpace(int character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }

    private void take(long count) throws TooLarge {
        left -= count;
        if (left < 0) {
            throw new TooLarge();
        }
    }
}
