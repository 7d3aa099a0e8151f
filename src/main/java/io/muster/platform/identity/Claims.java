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
     * The texts of the claim: of a list each, of a text those between its commas and spaces. Empty where the token has no
     * such claim; values that are no texts are ignored.
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
        if (claim instanceof Collection<?> list) {
            return list.stream().flatMap(Claims::texts);
        }
        String text = claim instanceof JsonString json ? json.getString() : claim instanceof String plain ? plain : "";
        return Arrays.stream(text.split("[,\\s]+")).filter(word -> !word.isEmpty());
    }
}
