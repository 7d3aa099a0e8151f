package io.muster.api;

import java.util.List;
import java.util.Random;

/** Values of REST calls that somebody should not have sent, and texts that a database can hold, but should not execute. */
final class RestValues {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\0",
            "\u0007\u001b[31m",
            "a\0b",
            "\r\nX-Injected: 1",
            "' or 1=1 --",
            "%",
            "%00",
            "%zz",
            "../../x",
            "..",
            "{}",
            "[]",
            "null",
            "true",
            "NaN",
            "-1",
            "0",
            "1e309",
            "99999999999999999999999",
            "9223372036854775808",
            "1.5",
            "\ud83d\ude00",
            "\u202e\u0661",
            "${x}",
            "#{x}",
            "*",
            "\"",
            "\\",
            "<script>",
            "WyIxIl0",
            "WyJhIiwiYiJd",
            "AAAA",
            "SUCCEEDED",
            "VPC",
            "eu-central-1",
            "700000000031",
            "700000000032",
            "1",
            "7",
            "50",
            "every 1h",
            "0 0 * * * ?",
            "arn:aws:iam::700000000031:role/x",
            "x".repeat(300),
            "x".repeat(7_000),
            "1".repeat(400));
    private static final List<String> PATH_TEXTS = List.of(
            "700000000031",
            "700000000032",
            "1",
            "2",
            "3",
            "99999999999999999999",
            "-1",
            "x",
            "7000000000310",
            " ",
            "\0",
            "'",
            "*",
            ".",
            "0x1",
            "1;a=b",
            "\u0661\u0662\u0663",
            "\ud83d\ude00",
            "x".repeat(2_000));
    private static final List<String> HEADER_TEXTS = List.of(
            "*",
            "\"a\"",
            "W/\"a\", \"b\"",
            "a",
            "\"",
            "",
            " ",
            ",",
            "x".repeat(256),
            "x".repeat(4_000),
            "key-1",
            "key-2",
            "key-3",
            "\u00e9\u00ff",
            "a\tb",
            "bytes=0-1",
            "gzip",
            "DELETE",
            "a=b; c",
            "-1",
            "identity;q=0, *;q=0");
    private static final List<String> PLAIN = List.of(
            "a",
            "eu-central-1",
            "us-east-1",
            "nowhere",
            "every 1h",
            "700000000031",
            "VPC",
            "arn:aws:iam::700000000031:role/a");
    private static final List<String> HOSTILE = List.of(
            "'; " + FuzzedValues.STATEMENT + "; --",
            "}' " + FuzzedValues.STATEMENT,
            "\"; " + FuzzedValues.STATEMENT + "; --",
            "$1) " + FuzzedValues.STATEMENT,
            "\\'; " + FuzzedValues.STATEMENT + "; --",
            "%_\\ " + FuzzedValues.STATEMENT,
            FuzzedValues.STATEMENT + "=" + FuzzedValues.STATEMENT);
    private static final List<String> NO_JSON = List.of(
            "",
            "{",
            "[",
            "\"",
            "{\"a\":}",
            "{\"a\":1,}",
            "nul",
            "{} {}",
            "{\"name\":\"a\",\"name\":\"b\"}",
            "\ufeff{}",
            "'a'",
            "a=b",
            "<a/>",
            "{\"name\": \"\\ud800\"}",
            "{\"name\": \"\\x\"}",
            "\0",
            "{\"a\": NaN}",
            "/* */ {}",
            "{\"\": 1}",
            "{\"reason\": \"" + "x".repeat(100_000) + "\"}",
            "[".repeat(5_000),
            "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000),
            "{\"regions\": " + "[".repeat(2_000) + "]".repeat(2_000) + "}");
    private static final List<String> JSON = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "1.5",
            "1e400",
            "-1e-400",
            "1".repeat(2_000),
            "9223372036854775808",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"a\\u0007b\"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "[\"\"]",
            "[1, \"a\", {}]",
            "{\"a\": {\"b\": [1]}}",
            "[\"eu-central-1\"]",
            "[\"VPC\"]",
            "[\"INSTANCE\", \"INSTANCE\"]",
            "[0]",
            "\"every 1h\"",
            "{\"$ref\": \"#\"}");

    private final Random random;

    RestValues(Random random) {
        this.random = random;
    }

    Random random() {
        return random;
    }

    /** True once in so many times. */
    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    int number(int below) {
        return random.nextInt(below);
    }

    String text() {
        return Fuzz.pick(random, TEXTS);
    }

    String pathText() {
        return once(3) ? Fuzz.pick(random, TEXTS) : Fuzz.pick(random, PATH_TEXTS);
    }

    String headerText() {
        return Fuzz.pick(random, HEADER_TEXTS);
    }

    String plainText() {
        return Fuzz.pick(random, PLAIN);
    }

    /** A text that every inventory can hold. */
    String hostileText() {
        return Fuzz.pick(random, HOSTILE);
    }

    /** An instant, on or beyond the edge of what some part can count. */
    String time() {
        return FuzzedValues.time(random);
    }

    String noJson() {
        return Fuzz.pick(random, NO_JSON);
    }

    String quoted() {
        return once(2)
                ? "\"unknown\""
                : "\"" + Fuzz.pick(random, List.of("__proto__", "@class", "accountid", "scanId", "\\u0000", "")) + "\"";
    }

    String json(int depth) {
        if (depth < 4 && once(6)) {
            return "[" + json(depth + 1) + ", " + json(depth + 1) + "]";
        }
        if (depth < 4 && once(6)) {
            return "{" + quoted() + ": " + json(depth + 1) + "}";
        }
        return Fuzz.pick(random, JSON);
    }
}
