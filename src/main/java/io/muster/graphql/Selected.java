package io.muster.graphql;

import graphql.language.Field;
import java.util.List;
import java.util.Map;

/**
 * A field as it is selected in one place, with all its mentions there.
 *
 * @param key       its name in the answer
 * @param arguments as graphql-java has coerced them
 * @param mentions  their selections count together
 */
record Selected(String key, String name, Map<String, Object> arguments, List<Field> mentions) {}
