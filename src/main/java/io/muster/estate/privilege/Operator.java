package io.muster.estate.privilege;

import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * How a condition compares a value of the request with one of the policy.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM User
 *     Guide, condition operators</a>
 */
enum Operator {
    STRING_EQUALS((value, pattern) -> value.equals(PatternText.plain(pattern))),
    STRING_EQUALS_IGNORE_CASE((value, pattern) -> value.equalsIgnoreCase(PatternText.plain(pattern))),
    STRING_LIKE((value, pattern) -> Wildcards.matches(pattern, value)),
    NUMERIC_EQUALS(numbers(sign -> sign == 0)),
    NUMERIC_LESS_THAN(numbers(sign -> sign < 0)),
    NUMERIC_LESS_THAN_EQUALS(numbers(sign -> sign <= 0)),
    NUMERIC_GREATER_THAN(numbers(sign -> sign > 0)),
    NUMERIC_GREATER_THAN_EQUALS(numbers(sign -> sign >= 0)),
    DATE_EQUALS(dates(sign -> sign == 0)),
    DATE_LESS_THAN(dates(sign -> sign < 0)),
    DATE_LESS_THAN_EQUALS(dates(sign -> sign <= 0)),
    DATE_GREATER_THAN(dates(sign -> sign > 0)),
    DATE_GREATER_THAN_EQUALS(dates(sign -> sign >= 0)),
    BOOL(String::equalsIgnoreCase),
    BINARY_EQUALS(String::equals),
    IP_ADDRESS(Operator::within),
    ARN_EQUALS(Operator::arnLike),
    ARN_LIKE(Operator::arnLike),
    /** Of whether the key is absent, not of its values. */
    NULL(String::equalsIgnoreCase);

    private static final Map<String, Operator> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(
                    operator -> operator.name().replace("_", "").toLowerCase(Locale.ROOT), operator -> operator));

    private static final Map<String, Operator> BY_NEGATION = Map.of(
            "stringnotequals", STRING_EQUALS,
            "stringnotequalsignorecase", STRING_EQUALS_IGNORE_CASE,
            "stringnotlike", STRING_LIKE,
            "numericnotequals", NUMERIC_EQUALS,
            "datenotequals", DATE_EQUALS,
            "notipaddress", IP_ADDRESS,
            "arnnotequals", ARN_EQUALS,
            "arnnotlike", ARN_LIKE);

    private static final int ARN_PARTS = 6;

    @SuppressWarnings("ImmutableEnumChecker") // none of the predicates has a state
    private final BiPredicate<String, String> holds;

    Operator(BiPredicate<String, String> holds) {
        this.holds = holds;
    }

    /** By its name in lower case. */
    static Optional<Operator> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The one whose opposite has the name, in lower case: AWS has it of these alone. */
    static Optional<Operator> negatedBy(String name) {
        return Optional.ofNullable(BY_NEGATION.get(name));
    }

    /** Whether variables have a meaning in its values: to those that compare strings and ARNs alone, see "IAM policy elements: variables". */
    boolean takesVariables() {
        return name().startsWith("STRING") || name().startsWith("ARN");
    }

    /** A value that cannot be read as what the operator compares does not match. */
    boolean holds(String value, String pattern) {
        return holds.test(value, pattern);
    }

    /** Whether a value of which only a pattern is known matches. */
    Certainty holdsForSome(Fact.Some some, String pattern) {
        return switch (this) {
            case ARN_EQUALS, ARN_LIKE -> arnLikeSome(some, pattern);
            case STRING_LIKE -> likeSome(some, pattern);
            case STRING_EQUALS -> perhaps(some, PatternText.literal(pattern));
            case STRING_EQUALS_IGNORE_CASE,
                    NUMERIC_EQUALS,
                    NUMERIC_LESS_THAN,
                    NUMERIC_LESS_THAN_EQUALS,
                    NUMERIC_GREATER_THAN,
                    NUMERIC_GREATER_THAN_EQUALS,
                    DATE_EQUALS,
                    DATE_LESS_THAN,
                    DATE_LESS_THAN_EQUALS,
                    DATE_GREATER_THAN,
                    DATE_GREATER_THAN_EQUALS,
                    BOOL,
                    BINARY_EQUALS,
                    IP_ADDRESS,
                    NULL -> Certainty.POSSIBLE;
        };
    }

    private static Certainty likeSome(Fact.Some some, String pattern) {
        return Overlap.covers(pattern, some.pattern()) ? Certainty.YES : perhaps(some, pattern);
    }

    /** Part by part, as far as both have all of them. */
    private static Certainty arnLikeSome(Fact.Some some, String pattern) {
        String[] values = some.pattern().split(":", ARN_PARTS);
        String[] patterns = pattern.split(":", ARN_PARTS);
        if (values.length < ARN_PARTS || patterns.length < ARN_PARTS) {
            return likeSome(some, pattern);
        }
        boolean all = true;
        for (int part = 0; part < ARN_PARTS; part++) {
            if (!Overlap.meets(values[part], patterns[part], false)) {
                return Certainty.NO;
            }
            all &= Overlap.covers(patterns[part], values[part]);
        }
        return all ? Certainty.YES : perhaps(some, pattern);
    }

    private static Certainty perhaps(Fact.Some some, String pattern) {
        boolean meets =
                Overlap.meets(some.pattern(), pattern, false) && !some.except().contains(pattern);
        return meets ? Certainty.POSSIBLE : Certainty.NO;
    }

    private static BiPredicate<String, String> numbers(IntPredicate wanted) {
        return (value, pattern) -> {
            Optional<BigDecimal> one = number(value);
            Optional<BigDecimal> other = number(pattern);
            return one.isPresent() && other.isPresent() && wanted.test(one.get().compareTo(other.get()));
        };
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /**
     * Whether a value, of the policy or of the request, is one that the operator compares: a number for numbers, a date for dates, an address
     * or a range for addresses, true or false, an ARN of all parts, or any, for ARNs. Of other operators, every value is taken as it is.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html">IAM User Guide,
     *     policy checks, "Type mismatch"</a>
     */
    boolean reads(String value) {
        return switch (this) {
            case NUMERIC_EQUALS,
                    NUMERIC_LESS_THAN,
                    NUMERIC_LESS_THAN_EQUALS,
                    NUMERIC_GREATER_THAN,
                    NUMERIC_GREATER_THAN_EQUALS -> number(value).isPresent();
            case BOOL, NULL -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            case IP_ADDRESS -> Cidr.tryParse(value).isPresent();
            case DATE_EQUALS, DATE_LESS_THAN, DATE_LESS_THAN_EQUALS, DATE_GREATER_THAN, DATE_GREATER_THAN_EQUALS ->
                date(value.strip()).isPresent();
            case ARN_EQUALS, ARN_LIKE -> value.split(":", ARN_PARTS).length == ARN_PARTS || value.matches("\\*+");
            case STRING_EQUALS, STRING_EQUALS_IGNORE_CASE, STRING_LIKE, BINARY_EQUALS -> true;
        };
    }

    private static BiPredicate<String, String> dates(IntPredicate wanted) {
        return (value, pattern) -> {
            Optional<Instant> one = date(value.strip());
            Optional<Instant> other = date(pattern.strip());
            return one.isPresent() && other.isPresent() && wanted.test(one.get().compareTo(other.get()));
        };
    }

    /** ISO 8601, or seconds since 1970. */
    private static Optional<Instant> date(String text) {
        try {
            if (text.matches("-?\\d+(\\.\\d+)?")) {
                return text.matches("\\d{4}")
                        ? date(text + "-01-01")
                        : Optional.of(Instant.ofEpochSecond(new BigDecimal(text).longValue()));
            }
            if (text.matches("\\d{4}-\\d{2}")) {
                return date(text + "-01");
            }
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)") ? text : text + "Z")
                                    .toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static boolean within(String value, String pattern) {
        Optional<Cidr> address = Cidr.tryParse(value);
        Optional<Cidr> range = Cidr.tryParse(pattern);
        return address.isPresent()
                && range.isPresent()
                && CidrSet.of(range.get()).covers(CidrSet.of(address.get()));
    }

    /** Each of the six parts is compared by itself, the last one with all colons that it has. */
    private static boolean arnLike(String value, String pattern) {
        String[] values = value.split(":", ARN_PARTS);
        String[] patterns = pattern.split(":", ARN_PARTS);
        if (values.length < ARN_PARTS || patterns.length < ARN_PARTS) {
            return Wildcards.matches(pattern, value);
        }
        for (int part = 0; part < ARN_PARTS; part++) {
            if (!Wildcards.matches(patterns[part], values[part])) {
                return false;
            }
        }
        return true;
    }
}
