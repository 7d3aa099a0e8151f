package io.muster.collect;

import io.muster.inventory.kind.UserData;
import io.muster.platform.SecretDetector;
import io.muster.platform.Sha256;
import jakarta.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Reduces user data to the parts that may be kept: a hash, and the kinds of secrets that seem to be in it. */
final class UserDataVerdict {

    private UserDataVerdict() {}

    /** @param base64 as AWS gives it; null or empty where there is none */
    static UserData of(@Nullable String base64) {
        if (base64 == null || base64.isBlank()) {
            return UserData.none();
        }
        byte[] content = decoded(base64);
        UserDataTexts texts = UserDataTexts.of(content);
        List<String> secrets = Arrays.stream(SecretDetector.values())
                .filter(detector -> texts.list().stream().anyMatch(detector::finds))
                .map(SecretDetector::label)
                .sorted()
                .toList();
        return new UserData(Sha256.hex(content), secrets, texts.whole());
    }

    /** The decoded text; the text itself where it is not base64. */
    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException plain) {
            return base64.getBytes(StandardCharsets.UTF_8);
        }
    }
}
