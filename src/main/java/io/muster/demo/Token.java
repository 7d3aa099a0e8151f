package io.muster.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The token that a page gives for the next one; only the same operation accepts it. */
final class Token {

    private Token() {}

    static String of(Call call, int position) {
        byte[] plain = (call.operation() + ":" + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().encodeToString(plain);
    }

    /** Where the page begins that the token stands for; empty for a token that was not made for the operation. */
    static Optional<Integer> position(Call call, String token) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            int position = Integer.parseInt(plain.substring(plain.lastIndexOf(':') + 1));
            return Optional.of(position).filter(p -> p >= 0 && token.equals(of(call, p)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
