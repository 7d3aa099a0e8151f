package io.muster.platform.identity;

import io.muster.platform.Texts;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The claims of a token before it is verified. */
final class Claimed {

    private static final int LONGEST = 200;

    private Claimed() {}

    /** The issuer; null where the header holds no token with one. Long ones are cut off. */
    static @Nullable String issuer(String authorization) {
        String[] parts = authorization.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return new JsonObject(claims).getValue("iss") instanceof String issuer ? Texts.cut(issuer, LONGEST) : null;
        } catch (IllegalArgumentException | DecodeException noToken) {
            return null;
        }
    }
}
