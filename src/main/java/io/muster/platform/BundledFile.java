package io.muster.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A file that is part of the application. */
public final class BundledFile {

    private BundledFile() {}

    /** Its content; fails where there is none of the path. */
    public static byte[] read(String path) {
        try (InputStream content =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            if (content == null) {
                throw new IllegalStateException(path + " is not in the application");
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
