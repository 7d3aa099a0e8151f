package io.muster.aws;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters in an XML answer that XML 1.0 does not have: most control characters, and halves of surrogate pairs. AWS takes them
 * in tags and descriptions and hands them out as numeric references, at which the SDK's parser gives up the whole answer.
 *
 * @see <a href="https://www.w3.org/TR/xml/#charsets">XML 1.0, "Characters"</a>
 * @see <a href="https://github.com/aws/aws-sdk-java-v2/issues/2828">A report of such an answer</a>
 */
final class XmlCharacters {

    private static final Pattern REFERENCE = Pattern.compile("&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,10}));");

    /** A run of references, because two of them may be the halves of one character; or a literal control character. */
    private static final Pattern DOUBTFUL =
            Pattern.compile("(?:" + REFERENCE.pattern() + ")++|[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]");

    /** Unicode's replacement character, which marks the code of the one that stood there. */
    private static final String MARK = "&#xFFFD;";

    private XmlCharacters() {}

    /** The same XML, in which each such character stands as its code behind the replacement character, and pairs as one character. */
    static byte[] readable(byte[] xml) {
        if (!isDoubtful(xml)) {
            return xml;
        }
        // of one byte for each character: what is not ASCII is passed through
        String text = new String(xml, StandardCharsets.ISO_8859_1);
        return DOUBTFUL.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(readable(found.group())))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isDoubtful(byte[] xml) {
        for (int i = 0; i < xml.length; i++) {
            boolean control = xml[i] >= 0 && xml[i] < ' ' && !isCharacter(xml[i]);
            if (control || (xml[i] == '#' && i > 0 && xml[i - 1] == '&')) {
                return true;
            }
        }
        return false;
    }

    private static String readable(String doubtful) {
        String characters = doubtful.startsWith("&") ? referenced(doubtful) : doubtful;
        StringBuilder readable = new StringBuilder();
        characters
                .codePoints()
                .forEach(code -> readable.append(
                        isCharacter(code) ? "&#x" + hex("%X", code) + ";" : MARK + "u" + hex("%04x", code)));
        return readable.toString();
    }

    private static String referenced(String references) {
        StringBuilder characters = new StringBuilder();
        Matcher reference = REFERENCE.matcher(references);
        while (reference.find()) {
            long code = reference.group(1) == null
                    ? Long.parseLong(reference.group(2))
                    : Long.parseLong(reference.group(1), 16);
            characters.appendCodePoint(code > Character.MAX_CODE_POINT ? 0xFFFD : (int) code);
        }
        return characters.toString();
    }

    private static String hex(String form, int code) {
        return String.format(Locale.ROOT, form, code);
    }

    private static boolean isCharacter(int code) {
        return code == '\t'
                || code == '\n'
                || code == '\r'
                || (code >= ' ' && code <= 0xD7FF)
                || (code >= 0xE000 && code <= 0xFFFD)
                || code >= 0x10000;
    }
}
