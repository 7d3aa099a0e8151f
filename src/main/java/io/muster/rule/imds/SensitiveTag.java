package io.muster.rule.imds;

import java.util.regex.Pattern;

/** Tells tags that hold a secret by their names and by the well-known forms of credentials; the value is never told on. */
final class SensitiveTag {

    private static final Pattern NAME = Pattern.compile(
            "(?i)(^|.*[^a-z])(password|passwd|pwd|secret|token|api[-_. ]?key|private[-_. ]?key|access[-_. ]?key|credentials?)([^a-z].*|$)");

    private static final Pattern VALUE =
            Pattern.compile("(AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36,}|xox[abprs]-[A-Za-z0-9-]{10,}"
                    + "|eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\..*");

    private static final int SHORTEST_SECRET = 8;

    /** Where a value is no secret but names one, or says that there is none. */
    private static final Pattern REFERENCE = Pattern.compile("(?i)(arn:|secret/|/|alias/|ssm:|vault:|https?:).*");

    private SensitiveTag() {}

    static boolean is(String key, String value) {
        return VALUE.matcher(value).lookingAt()
                || (NAME.matcher(key).matches()
                        && value.length() >= SHORTEST_SECRET
                        && !REFERENCE.matcher(value).matches());
    }
}
