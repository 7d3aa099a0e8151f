package io.muster.platform;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds one kind of secret in a text. A detector reports whether there is one, or removes it, and never returns it. Patterns have
 * bounded repetitions, so that they take linear time; they match the token formats that issuers document, and assignments to
 * names that suggest a secret. A reference to a secret that is stored elsewhere (a variable, a parameter, an ARN, a call that
 * fetches it) is not a secret.
 */
public enum SecretDetector {
    PRIVATE_KEY("-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----"),
    /** IAM User Guide, "IAM identifiers": AKIA is a user's key, ASIA a session's. Those of AWS's documentation end in EXAMPLE. */
    AWS_ACCESS_KEY("(?<![A-Za-z0-9/+])(?:AKIA|ASIA)(?![A-Z0-9]{9}EXAMPLE)[A-Z2-7]{16}(?![A-Za-z0-9/+])"),
    /** After a blank in {@code aws configure set}. */
    AWS_SECRET_KEY(
            "(?i)(?:secret_?access_?key|aws_?secret_?key|aws_secret)[\"']?(?:\\s{0,3}[:=]\\s{0,3}|\\s{1,3})[\"']?"
                    + "(?-i:(?![A-Za-z0-9/+]{30}EXAMPLEKEY)[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])"),
    GITHUB_TOKEN("(?<![A-Za-z0-9_])(?:gh[opsur]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})"),
    GITLAB_TOKEN("(?<![A-Za-z0-9_])gl(?:pat|dt|rt|ptt)-[A-Za-z0-9_-]{20,64}"),
    SLACK_TOKEN(
            "xox[abeoprs]-[A-Za-z0-9-]{10,250}|hooks\\.slack\\.com/services/T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/\\w{16,32}"),
    GOOGLE_API_KEY("(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}"),
    STRIPE_KEY("(?<![A-Za-z0-9])[rs]k_live_[A-Za-z0-9]{20,250}"),
    JSON_WEB_TOKEN("(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,4000}\\.eyJ[A-Za-z0-9_-]{8,4000}\\.[A-Za-z0-9_-]{16,1000}"),
    /** A URL with a password in it (RFC 3986, 3.2.1), or the key of an Azure storage account. */
    CONNECTION_STRING(
            "[a-zA-Z][a-zA-Z0-9+.-]{1,20}://[^\\s:/@'\"<>${}]{0,100}:(?![$<{%*])[^\\s/@'\"<>]{3,200}@[A-Za-z0-9\\[]"
                    + "|AccountKey=[A-Za-z0-9+/]{40,100}"),
    PASSWORD(
            "(?i)(?:password|passwd|passphrase|pwd)[\"']?\\s{0,3}(?::|=>?|:=)\\s{0,3}"
                    + "(\"[^\"\\n]{4,200}\"|'[^'\\n]{4,200}'|[^\\s\"'`;&|,)]{6,200})"
                    + "|--?(?:password|passwd|passphrase)[= ]\\s{0,2}([^\\s\"'`;&|-][^\\s\"'`;&|]{5,200})"
                    + "|(?<!\\S)echo\\s{1,3}[\"']?[a-z_][a-z0-9_-]{0,31}:([^\\s\"'|]{4,200})[\"']?\\s{0,3}\\|\\s{0,3}(?:sudo\\s)?chpasswd"),
    /** crypt(5). */
    PASSWORD_HASH("\\$(?:1|2[abxy]|5|6|7|y|gy)\\$[./A-Za-z0-9$=,]{20,200}"),
    /** Only values that look random count, and not {@code token: enabled} or the name of a secret. */
    TOKEN(
            "(?i)(?:api[_-]?key|licen[cs]e[_-]?key|secret[_-]?key|client[_-]?secret|access[_-]?token|auth[_-]?token|token|secret)[\"']?\\s{0,3}"
                    + "(?::|=>?|:=)\\s{0,3}[\"']?([A-Za-z0-9_+=.-][A-Za-z0-9_+/=.-]{15,500})"
                    + "|--(?:api-?key|(?:auth-|access-)?token)\\s{1,3}([A-Za-z0-9_+=.-][A-Za-z0-9_+/=.-]{15,500})"
                    + "|authorization[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?(?:basic|bearer|token)\\s{1,3}([A-Za-z0-9_+/=.-]{16,2000})") {
        @Override
        boolean secret(String value) {
            return super.secret(value) && random(value);
        }
    };

    /** References in the syntax of templates and shells. Other uses of the same marks do not count: passwords may begin with them. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?i)[\"']?(?:"
                    + "[$<{(\\[].*|%[a-z_(].*|![a-z:]+|\\*+[a-z_]*|@[a-z_./]*@?|@[@{].*|"
                    + "arn:.*|ssm:.*|resolve:.*|vault:.*|env[.:\\[].*|file:.*|https?:.*|/.*|\\.\\.?/.*|"
                    + "(?:os|process)\\.env.*|(?:get|read|new|import|convertto|convertfrom)-[a-z]+|[a-z_][a-z_.]*\\([a-z_.]*|"
                    + "x+|true|false|null|none|required|optional|disabled|enabled|changeme|placeholder|example.*|your.*)[\"']?");

    /** Words with separators, and a number at the end: a name that people gave. */
    private static final Pattern NAME =
            Pattern.compile("(?i)[a-z]{2,40}(?:[-_/.][a-z]{2,40}){1,20}(?:[-_/.]?v?\\d{1,4})?");

    /** The least entropy of a random text, in bits per character; hexadecimal digits have at most four. */
    private static final double RANDOM = 3.0;

    /** A private key with its body, as far as it is there (RFC 7468). */
    private static final Pattern WHOLE_PRIVATE_KEY =
            Pattern.compile("(?s)" + PRIVATE_KEY.pattern.pattern() + ".*?(?:-----END [A-Z0-9 ]{1,64}-----|\\z)");

    private final Pattern pattern;

    /** @param pattern its groups, where it has some, hold the possible secret */
    SecretDetector(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** As it is stored and shown, for example {@code private-key}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The text with each secret replaced by its kind. */
    public static String redacted(String text) {
        String redacted = WHOLE_PRIVATE_KEY.matcher(text).replaceAll("[" + PRIVATE_KEY.label() + "]");
        for (SecretDetector detector : values()) {
            redacted = detector.pattern
                    .matcher(redacted)
                    .replaceAll(found -> Matcher.quoteReplacement(
                            found.groupCount() == 0 || detector.secret(captured(found))
                                    ? "[" + detector.label() + "]"
                                    : found.group()));
        }
        return redacted;
    }

    public boolean finds(String text) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            if (found.groupCount() == 0 || secret(captured(found))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text in the place of a secret is one. */
    boolean secret(String value) {
        return !REFERENCE.matcher(value).matches();
    }

    private static String captured(MatchResult found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return found.group(group);
            }
        }
        return "";
    }

    private static boolean random(String value) {
        return value.chars().anyMatch(Character::isDigit)
                && value.chars().anyMatch(Character::isLetter)
                && !NAME.matcher(value).matches()
                && entropy(value) >= RANDOM;
    }

    /** Shannon's, of the characters. */
    private static double entropy(String value) {
        return value.chars().boxed().collect(Collectors.groupingBy(c -> c, Collectors.counting())).values().stream()
                        .mapToDouble(count -> (double) count / value.length())
                        .map(share -> -share * Math.log(share))
                        .sum()
                / Math.log(2);
    }
}
