package io.muster.rest.connection;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Follows the frames that a client sends over HTTP/2, as far as to tell where the heads of its calls begin and end: a head is a frame
 * HEADERS and the frames CONTINUATION behind it, up to the flag END_HEADERS.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-4.1">RFC 9113, 4.1 Frame format, 6.2 HEADERS, 6.10 CONTINUATION</a>
 */
final class Http2Heads {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FRAME_HEADER = 9;
    private static final int HEADERS = 1;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;

    private final byte[] header = new byte[FRAME_HEADER];
    private int preface;
    private int headerRead;
    private int payloadLeft;
    private boolean underWay;
    private long complete;

    /** False as soon as the connection is seen not to begin with the preface of HTTP/2; nothing more is read then. */
    boolean read(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex()) {
            if (preface < PREFACE.length) {
                if (bytes.getByte(at++) != PREFACE[preface++]) {
                    return false;
                }
            } else if (headerRead < FRAME_HEADER) {
                header[headerRead++] = bytes.getByte(at++);
                beginFrame();
            } else {
                int passed = Math.min(payloadLeft, bytes.writerIndex() - at);
                at += passed;
                payloadLeft -= passed;
                endFrame();
            }
        }
        return true;
    }

    /** Whether a head has begun and not ended. */
    boolean underWay() {
        return underWay;
    }

    /** How many heads came to their end. */
    long complete() {
        return complete;
    }

    private void beginFrame() {
        if (headerRead == FRAME_HEADER) {
            payloadLeft = (unsigned(0) << 16) | (unsigned(1) << 8) | unsigned(2);
            underWay |= isOfHead();
            endFrame();
        }
    }

    private void endFrame() {
        if (payloadLeft == 0) {
            if (isOfHead() && (header[4] & END_HEADERS) != 0) {
                underWay = false;
                complete++;
            }
            headerRead = 0;
        }
    }

    private boolean isOfHead() {
        return header[3] == HEADERS || header[3] == CONTINUATION;
    }

    private int unsigned(int at) {
        return header[at] & 0xff;
    }
}
