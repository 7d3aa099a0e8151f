package io.muster.platform.identity;

import jakarta.annotation.Nullable;
import jakarta.json.JsonString;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Reads the words that a token's claim holds. */
final class Claims {

    private Claims() {}

    /**
     * The texts of the claim: each of a list as it is, for a role or a unit may have spaces in its name; of a single text those between its
     * commas and spaces. Empty where the token has no such claim; values that are no texts are ignored.
     *
     * @param path a claim's name, or names divided by slashes, each in the one before
     */
    static Optional<Set<String>> words(JsonWebToken token, String path) {
        Object claim = token.getClaim(path);
        return Optional.ofNullable(claim == null ? nested(token, path) : claim)
                .map(found -> texts(found).collect(Collectors.toSet()));
    }

    private static @Nullable Object nested(JsonWebToken token, String path) {
        String[] names = path.split("/", -1);
        Object value = token.getClaim(names[0]);
        for (int i = 1; i < names.length; i++) {
            value = value instanceof Map<?, ?> object ? object.get(names[i]) : null;
        }
        return value;
    }

    private static Stream<String> texts(Object claim) {
        Stream<String> texts = claim instanceof Collection<?> list
                ? list.stream().map(Claims::text).map(String::strip)
                : Arrays.stream(text(claim).split("[,\\s]+", -1));
        return texts.filter(text -> !text.isEmpty());
    }

    private static String text(@Nullable Object value) {
        return value instanceof JsonString json ? json.getString() : value instanceof String plain ? plain : "";
    }
}
