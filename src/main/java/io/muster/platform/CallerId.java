package io.muster.platform;

import java.util.Locale;

/**
 * Tells one caller from every other: a static user and the bearer of a token may have the same name, and so may the
 * bearers of tokens of two issuers.
 *
 * @param source  how the caller was identified
 * @param issuer  the issuer of the caller's token; empty for callers without a token
 * @param subject the name of the caller at the source
 */
public record CallerId(Source source, String issuer, String subject) {

    /** One text for all three, for a column of the database. Neither a source nor an issuer (a URI) holds a space. */
    public String key() {
        return source.wireName() + " " + issuer + " " + subject;
    }

    /** How a caller was identified. */
    public enum Source {
        /** By a bearer token. */
        TOKEN,
        /** By a name and a password of the users file. */
        USERS_FILE,
        /** The caller was not identified, because authentication is off. */
        NONE,
        /** Muster itself. */
        MUSTER;

        /** The name in the log and in the database. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
