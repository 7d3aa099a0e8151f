package io.muster.inventory;

import io.muster.platform.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Stands for some content: the first 16 bytes of its SHA-256. Two contents are the same if their hashes are. */
public record ContentHash(long high, long low) {

    /** The hash of a text. */
    public static ContentHash ofText(String text) {
        return of(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A hash that was stored, or the beginning of a longer one. */
    public static ContentHash of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new ContentHash(buffer.getLong(), buffer.getLong());
    }

    /** As it is stored. */
    public byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    }
}
