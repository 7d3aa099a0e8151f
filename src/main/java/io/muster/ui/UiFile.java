package io.muster.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.platform.BundledFile;
import io.muster.platform.Sha256;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the pages, ready to be sent.
 *
 * @param tag an entity tag: weak, since it is the same for both forms; equal on every replica of a version
 */
record UiFile(String mediaType, Buffer plain, Buffer compressed, String tag) {

    private static final int TAG_BYTES = 12;

    static UiFile of(String name) {
        return of(name, BundledFile.read("ui/" + name));
    }

    /** The file with the value in the place that has its name: <code>${name}</code>. */
    static UiFile of(String file, String name, String value) {
        String text = new String(BundledFile.read("ui/" + file), UTF_8);
        return of(file, text.replace("${" + name + '}', value).getBytes(UTF_8));
    }

    private static UiFile of(String name, byte[] content) {
        return new UiFile(mediaType(name), Buffer.buffer(content), Buffer.buffer(compress(content)), tag(content));
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".html" -> "text/html; charset=utf-8";
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            case ".svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("No media type is known for " + name);
        };
    }

    private static byte[] compress(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static String tag(byte[] content) {
        return "W/\"" + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(Sha256.of(content), TAG_BYTES)) + '"';
    }
}
