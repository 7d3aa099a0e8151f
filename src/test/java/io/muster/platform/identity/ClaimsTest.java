package io.muster.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimsTest {

    private record Token(Map<String, Object> claims) implements JsonWebToken {
        @Override
        public String getName() {
            return "ann";
        }

        @Override
        public Set<String> getClaimNames() {
            return claims.keySet();
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as MicroProfile has it
        public <T> T getClaim(String name) {
            return (T) claims.get(name);
        }
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                Arguments.of(List.of("billing admin", "viewer"), Set.of("billing admin", "viewer")),
                Arguments.of(List.of("ou:/Prod Sandbox"), Set.of("ou:/Prod Sandbox")),
                Arguments.of(List.of("see *"), Set.of("see *")),
                Arguments.of(List.of("a,b"), Set.of("a,b")),
                Arguments.of(List.of(" viewer ", ""), Set.of("viewer")),
                Arguments.of(List.of(7, List.of("admin"), Map.of("a", "b")), Set.of()),
                Arguments.of("viewer, operator  111122223333", Set.of("viewer", "operator", "111122223333")),
                Arguments.of("", Set.of()),
                Arguments.of(7, Set.of()));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aTextOfAListIsTakenWholeAndASingleTextByItsWords(Object claim, Set<String> words) {
        assertThat(Claims.words(new Token(Map.of("roles", claim)), "roles")).contains(words);
    }

    @Test
    void aPathLeadsIntoOtherClaims() {
        Token token = new Token(Map.of("realm_access", Map.of("roles", List.of("muster viewer"))));

        assertThat(Claims.words(token, "realm_access/roles")).contains(Set.of("muster viewer"));
        assertThat(Claims.words(token, "realm_access/groups")).isEmpty();
        assertThat(Claims.words(token, "roles")).isEmpty();
    }
}
