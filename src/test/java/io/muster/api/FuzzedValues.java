package io.muster.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values that are right, nearly right or meant to hurt. */
final class FuzzedValues {

    /** What no statement of Muster's has in its text, unless a value became a part of it. */
    static final String STATEMENT = "drop table resource";

    private static final String[] TEXTS = {
        "",
        " ",
        "x",
        "i-0123456789abcdef0",
        "eu-central-1",
        "333333333333",
        "arn:aws:ec2:eu-central-1:333333333333:vpc/x",
        "\u0000",
        "a\u0000b",
        "\u0007\u001b[31m",
        "\ud800",
        "\udfff\ud800",
        "\ufeff",
        "\u202e",
        "\uffff",
        "😀",
        "'",
        "\"",
        "\\",
        "%",
        "_",
        "'; " + STATEMENT + "; --",
        "}' " + STATEMENT,
        "${jndi:ldap://x}",
        "{{7*7}}",
        "../../etc/passwd",
        "<script>",
        "null",
        "true",
        "NaN",
        "10.0.0.0/8",
        "::/0",
        "999.999.999.999/99",
        "0.0.0.0/33",
        "1e400",
        "\n\r\t",
    };
    private static final String[] TIMES = {
        "2026-11-20T00:00:00Z",
        "2026-11-20",
        "yesterday",
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999+18:00",
        "2026-02-30T00:00:00Z",
        "294277-01-01T00:00:00Z",
        "-4713-01-01T00:00:00Z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T00:00:00+99:00",
    };
    private static final String[] NUMBERS = {
        "0",
        "1",
        "-1",
        "50",
        "500",
        "501",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "253402300800000",
        "-62135596800001",
        "1.0",
        "1.5",
        "1e3",
        "1e400",
        "-0",
        "99999999999999999999999999999999999999999999999999",
    };

    private final Random random;

    FuzzedValues(Random random) {
        this.random = random;
    }

    static String time(Random random) {
        return TIMES[random.nextInt(TIMES.length)];
    }

    String text() {
        String text = oneOf(TEXTS);
        return switch (random.nextInt(8)) {
            case 0 -> text.repeat(1 + random.nextInt(200));
            case 1 -> text + oneOf(TEXTS);
            case 2 -> new String(Character.toChars(random.nextInt(0xd800))).repeat(1 + random.nextInt(5));
            default -> text;
        };
    }

    String name() {
        return oneOf("nothing", "__schema", "__type", "id", "nodes", "_", "true", "on", "fragment", "é", "1a");
    }

    /** Something that looks like a cursor: Base64 of JSON, of noise, or nothing of the kind. */
    String cursor() {
        String inside = oneOf(
                "[]", "{}", "null", "[1]", "[\"x\",1]", "[\"SCAN-\",\"0\",\"1\"]", "[[[[", text(), "[\"\u0000\"]");
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(inside.getBytes(StandardCharsets.UTF_8));
        return random.nextInt(4) == 0 ? text() : encoded;
    }

    /** A value of the scalar as it stands in a document. */
    String literal(String scalar) {
        return switch (scalar) {
            case "Int" -> oneOf(NUMBERS);
            case "Boolean" -> String.valueOf(random.nextBoolean());
            case "DateTime" -> random.nextInt(3) == 0 ? oneOf(NUMBERS) : quoted(oneOf(TIMES));
            default -> quoted(random.nextInt(6) == 0 ? cursor() : text());
        };
    }

    /** A value that the scalar admits, as it stands in a document. */
    String typedLiteral(String scalar) {
        return switch (scalar) {
            case "Int" -> String.valueOf(1 + random.nextInt(50));
            case "DateTime" -> quoted(TIMES[0]);
            default -> literal(scalar);
        };
    }

    /** A value that the scalar admits, as a variable's value. */
    Object typedValue(String scalar) {
        return switch (scalar) {
            case "Int" -> 1 + random.nextInt(50);
            case "DateTime" -> TIMES[0];
            default -> value(scalar);
        };
    }

    /** A value of any type as it stands in a document. */
    String literal() {
        return oneOf(
                "null",
                "true",
                "NOTHING",
                oneOf(NUMBERS),
                quoted(text()),
                "[]",
                "[null]",
                "{}",
                "{nothing: 1}",
                "[[[1]]]",
                "$missing",
                "\"\"\"" + "block" + "\"\"\"",
                quoted(oneOf(TIMES)));
    }

    /** The scalar as a variable's value. */
    Object value(String scalar) {
        return switch (scalar) {
            case "Int" -> number();
            case "Boolean" -> random.nextBoolean();
            case "DateTime" -> random.nextInt(3) == 0 ? number() : oneOf(TIMES);
            default -> random.nextInt(6) == 0 ? cursor() : text();
        };
    }

    Object json(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> number();
            case 3 -> text();
            case 4 -> oneOf(TIMES);
            case 5 -> new ArrayList<>(Arrays.asList(json(depth - 1), json(depth - 1)));
            default -> {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put(text(), json(depth - 1));
                object.put("nothing", json(depth - 1));
                yield object;
            }
        };
    }

    private Object number() {
        return switch (random.nextInt(6)) {
            case 0 -> BigInteger.TEN.pow(random.nextInt(400));
            case 1 -> new BigDecimal("1e" + random.nextInt(100_000));
            default -> new BigDecimal(oneOf(NUMBERS));
        };
    }

    /** The text as it stands in a document. */
    String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private String oneOf(String... choices) {
        return List.of(choices).get(random.nextInt(choices.length));
    }
}
