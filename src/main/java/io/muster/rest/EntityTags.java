package io.muster.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.account.Account;
import io.muster.platform.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Makes strong entity tags: equal content has equal tags, on any replica. */
@ApplicationScoped
class EntityTags {

    private static final int BYTES = 12;

    private final ObjectMapper json;

    EntityTags(ObjectMapper json) {
        this.json = json;
    }

    /** The tag covers members that answers do not show as well, because a PUT replaces the whole account. */
    static EntityTag of(Account account) {
        return tag(account.toString().getBytes(StandardCharsets.UTF_8));
    }

    EntityTag of(ScanDocument scan) {
        try {
            return tag(json.writeValueAsBytes(scan));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EntityTag tag(byte[] content) {
        byte[] start = Arrays.copyOf(Sha256.of(content), BYTES);
        return new EntityTag(Base64.getUrlEncoder().encodeToString(start));
    }
}
