package io.muster.collect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The texts in user data, unpacked as cloud-init does: gzip, multipart MIME (RFC 2046) with its transfer encodings, and base64
 * within a text, as {@code write_files} and scripts have it. Limited in depth and size, so that decompression bombs do no harm.
 *
 * @see <a href="https://cloudinit.readthedocs.io/en/latest/explanation/format.html">User data formats</a>
 */
final class UserDataTexts {

    /** Sixteen times as much as EC2 takes. */
    static final int MOST_BYTES = 256 * 1024;

    private static final int DEEPEST = 4;
    private static final int MOST_BLOCKS = 200;

    private static final Pattern MULTIPART = Pattern.compile(
            "\\A(?:[^\\n]{0,500}\\n){0,20}?content-type:\\s{0,5}multipart/[^\\n]{0,200}?(?:\\n\\s[^\\n]{0,200}?)?boundary=\"?([^\"\\s;]{1,100})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ENCODING = Pattern.compile(
            "^content-transfer-encoding:\\s{0,5}([\\w-]{1,30})", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    /** Lines of base64, of which the last may be short, or a single long word of it. */
    private static final Pattern BASE64 = Pattern.compile(
            "[A-Za-z0-9+/]{24,}+={0,2}"
                    + "(?:\\r?\\n[ \\t]{0,20}[A-Za-z0-9+/]{16,}+={0,2})*+(?:\\r?\\n[ \\t]{0,20}[A-Za-z0-9+/]{1,15}+={0,2}(?!\\S))?");

    private final List<String> texts = new ArrayList<>();
    private int left = MOST_BYTES;
    private int blocks = MOST_BLOCKS;
    private boolean whole = true;

    private UserDataTexts() {}

    static UserDataTexts of(byte[] userData) {
        UserDataTexts texts = new UserDataTexts();
        texts.add(userData, 0);
        return texts;
    }

    List<String> list() {
        return List.copyOf(texts);
    }

    /** Whether all parts were read. */
    boolean whole() {
        return whole;
    }

    private void add(byte[] content, int depth) {
        if (depth > DEEPEST || left <= 0) {
            whole = false;
        } else if (isGzip(content)) {
            add(unzipped(content), depth + 1);
        } else {
            text(content, depth);
        }
    }

    private void text(byte[] content, int depth) {
        int taken = Math.min(content.length, left);
        whole &= taken == content.length;
        left -= taken;
        String text = new String(content, 0, taken, charset(content));
        texts.add(text);
        Matcher multipart = MULTIPART.matcher(text);
        if (multipart.find()) {
            parts(text, multipart.group(1), depth);
        } else {
            embedded(text, depth);
        }
    }

    private void parts(String text, String boundary, int depth) {
        for (String part : text.split("(?m)^--" + Pattern.quote(boundary) + "(?:--)?[ \\t]*$", 100)) {
            Matcher encoding = ENCODING.matcher(head(part));
            String name = encoding.find() ? encoding.group(1).toLowerCase(Locale.ROOT) : "";
            String body = part.substring(head(part).length());
            switch (name) {
                case "base64" -> add(decoded(body), depth + 1);
                case "quoted-printable" -> add(unquoted(body), depth + 1);
                default -> embedded(body, depth);
            }
        }
    }

    /** The header of a part, which ends with an empty line. */
    private static String head(String part) {
        Matcher end = Pattern.compile("\\r?\\n[ \\t]*\\r?\\n").matcher(part);
        return end.find(Math.min(1, part.length())) ? part.substring(0, end.end()) : "";
    }

    /** Base64 in a text, where it holds a text or packed data; other words of its form are left alone. */
    private void embedded(String text, int depth) {
        Matcher found = BASE64.matcher(text);
        while (found.find()) {
            if (--blocks < 0) {
                whole = false;
                return;
            }
            byte[] content = decoded(found.group());
            if (isGzip(content) || isText(content)) {
                add(content, depth + 1);
            }
        }
    }

    /** The decodable part of it, from its beginning. */
    private static byte[] decoded(String base64) {
        String digits = base64.replaceAll("[^A-Za-z0-9+/]", "");
        int most = digits.length() - (digits.length() % 4 == 1 ? 1 : 0);
        return Base64.getDecoder().decode(digits.substring(0, most));
    }

    /** RFC 2045, 6.7. */
    private static byte[] unquoted(String text) {
        Matcher quoted = Pattern.compile("=([0-9A-Fa-f]{2})").matcher(text.replaceAll("=[ \\t]*\\r?\\n", ""));
        return quoted.replaceAll(
                        hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] unzipped(byte[] content) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            byte[] unzipped = in.readNBytes(left);
            whole &= in.read() < 0;
            return unzipped;
        } catch (IOException broken) {
            whole = false;
            return new byte[0];
        }
    }

    private static boolean isGzip(byte[] content) {
        return content.length > 2 && content[0] == (byte) 0x1f && content[1] == (byte) 0x8b;
    }

    private static boolean isText(byte[] content) {
        int printable = 0;
        for (byte b : content) {
            printable += (b >= ' ' && b < 0x7f) || b == '\n' || b == '\r' || b == '\t' ? 1 : 0;
        }
        return content.length > 0 && printable >= content.length * 0.9;
    }

    /** Scripts for Windows may come in UTF-16. */
    private static Charset charset(byte[] content) {
        boolean mark = content.length > 1
                && ((content[0] == (byte) 0xff && content[1] == (byte) 0xfe)
                        || (content[0] == (byte) 0xfe && content[1] == (byte) 0xff));
        return mark ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }
}
