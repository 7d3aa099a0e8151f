package io.muster.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import io.muster.inventory.Documents;
import io.muster.platform.Times;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.stream.Stream;

/** The scalars of the contract, in place of those that SmallRye gives the same names. */
final class Scalars {

    static final GraphQLScalarType DATE_TIME = GraphQLScalarType.newScalar()
            .name("DateTime")
            .description(
                    "An instant: ISO-8601, in UTC. As an input, any offset, or milliseconds since 1970; from year 1 to 9999.")
            .specifiedByUrl("https://scalars.graphql.org/andimarek/date-time.html")
            .coercing(new DateTimeCoercing())
            .build();

    static final GraphQLScalarType JSON = GraphQLScalarType.newScalar()
            .name("JSON")
            .description("A JSON value of no fixed shape.")
            .coercing(new JsonCoercing())
            .build();

    private Scalars() {}

    /** The internal value is the instant's text in UTC, of which SmallRye makes its arguments. */
    private static final class DateTimeCoercing implements Coercing<String, String> {

        private static final String EXPECTED = "Not an instant from year 1 to 9999: ISO-8601, for example"
                + " 2026-11-01T00:00:00Z, or whole milliseconds since 1970";
        private static final int LONGEST = 40;

        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            try {
                return value instanceof Instant instant ? instant.toString() : iso(value.toString());
            } catch (DateTimeException e) {
                throw new CoercingSerializeException("Not an instant", e);
            }
        }

        @Override
        public String parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                return input instanceof Boolean ? refused() : normal(input.toString());
            } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
                throw new CoercingParseValueException(EXPECTED + nearest(input.toString()));
            }
        }

        @Override
        public String parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            try {
                if (input instanceof StringValue text) {
                    return normal(text.getValue());
                }
                return input instanceof IntValue milliseconds
                        ? normal(milliseconds.getValue().toString())
                        : refused();
            } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
                throw new CoercingParseLiteralException(EXPECTED);
            }
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return StringValue.of(serialize(input, context, locale));
        }

        /** Panels send milliseconds as often as ISO-8601, as numbers or as texts. */
        private static String normal(String text) {
            if (text.length() > LONGEST) {
                return refused();
            }
            boolean isIso = text.indexOf('T') > 0 || text.indexOf('t') > 0;
            Instant instant = isIso ? Instant.parse(iso(text)) : Instant.ofEpochMilli(whole(text));
            return Times.served(instant).toString();
        }

        /** A day or a time without its offset is taken for UTC. */
        private static String nearest(String text) {
            String spaceless = text.strip().replaceFirst(" ", "T");
            return Stream.of(spaceless, spaceless + "Z", spaceless + "T00:00:00Z")
                    .filter(meant -> text.length() <= LONGEST && isInstant(meant))
                    .findFirst()
                    .map(meant -> ". Did you mean " + meant + "?")
                    .orElse("");
        }

        private static boolean isInstant(String text) {
            try {
                return text.indexOf('T') > 0 && !normal(text).isEmpty();
            } catch (DateTimeException e) {
                return false;
            }
        }

        private static String iso(String text) {
            return OffsetDateTime.parse(text).toInstant().toString();
        }

        private static long whole(String number) {
            return new BigDecimal(number).longValueExact();
        }

        private static String refused() {
            throw new DateTimeException(EXPECTED);
        }
    }

    /** Documents are Jackson's trees, which nothing behind this point knows. */
    private static final class JsonCoercing implements Coercing<Object, Object> {

        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            if (value instanceof Json json) {
                return Documents.plain(json.tree());
            }
            return value instanceof JsonNode tree ? Documents.plain(tree) : value;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return ExtendedScalars.Json.getCoercing().parseValue(input, context, locale);
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return ExtendedScalars.Json.getCoercing().parseLiteral(input, variables, context, locale);
        }
    }
}
