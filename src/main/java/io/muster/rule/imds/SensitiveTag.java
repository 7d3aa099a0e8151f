package io.muster.rule.imds;

import java.util.regex.Pattern;

/** Recognizes tags that hold a secret by their names and by known forms of credentials; their values are never passed on. */
final class SensitiveTag {

    private static final String WORD =
            "(?i)(?:^|.*[^a-z])(?:password|passwd|pwd|secret|token|api[-_. ]?key|private[-_. ]?key|access[-_. ]?key|credentials?)";

    private static final Pattern NAME = Pattern.compile(WORD + "[^a-z]*");

    /** A name that continues after the word, such as {@code password-policy}, may describe something about a secret. */
    private static final Pattern QUALIFIED_NAME = Pattern.compile(WORD + "[^a-z].*");

    private static final Pattern VALUE =
            Pattern.compile("(AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36,}|xox[abprs]-[A-Za-z0-9-]{10,}"
                    + "|eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\..*");

    private static final int SHORTEST_SECRET = 8;

    /** Values that refer to a secret, or say that there is none. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?i)(?:arn:|secret/|/|alias/|ssm:|vault:|https?:).*|disabled|required|optional|not[- ].*|managed[- ].*|external(?:ly)?[- ].*");

    private SensitiveTag() {}

    static boolean is(String key, String value) {
        return VALUE.matcher(value).lookingAt()
                || (value.length() >= SHORTEST_SECRET
                        && !REFERENCE.matcher(value).matches()
                        && (NAME.matcher(key).matches()
                                || (QUALIFIED_NAME.matcher(key).matches() && mixed(value))));
    }

    private static boolean mixed(String value) {
        return value.chars().anyMatch(Character::isDigit) && value.chars().anyMatch(Character::isLetter);
    }
}
