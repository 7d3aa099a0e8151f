package io.muster.finding.webhook;

import io.muster.finding.webhook.Outgoing.Target;
import io.muster.inventory.StorableText;
import io.muster.platform.Texts;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Prepares the text of an answer for storage and display: short, on one line, and without the secrets that a target may send
 * back.
 */
final class Redaction {

    private static final int LONGEST = 200;

    /** The shortest path that counts as a secret: a shorter one may occur in any text. */
    private static final int LEAST_SECRET = 8;

    private Redaction() {}

    static String of(String answer, Target target) {
        URI url = URI.create(target.url().value());
        String text = without(answer, url.getRawQuery());
        text = without(text, url.getRawPath());
        for (String part : String.valueOf(url.getRawPath()).split("/", -1)) {
            text = without(without(text, part), decoded(part));
        }
        for (String part : String.valueOf(url.getRawQuery()).split("[&=]", -1)) {
            text = without(without(text, part), decoded(part));
        }
        if (target.secret() != null) {
            text = text.replace(target.secret().value(), "***");
        }
        String line = StorableText.of(text.replaceAll("\\p{Cntrl}+", " ").strip());
        return Texts.cut(line, LONGEST);
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notCoded) {
            return part;
        }
    }

    private static String without(String text, String part) {
        return part == null || part.length() < LEAST_SECRET ? text : text.replace(part, "***");
    }
}
