package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * The facts that are kept of user data. The text itself is never stored: it may hold secrets.
 *
 * @param secrets  in order, each once
 * @param examined false where a part could not be unpacked, or was too large to be
 */
@Described("The verdict on user data. Its text is never stored.")
public record UserData(
        @Described(
                "The SHA-256 of the user data as the instance gets it, in hexadecimal digits; absent where there is none.")
        @Nullable
        String sha256,

        @Described("The kinds of secrets that seem to be in it, for example private-key, aws-access-key or password.")
        List<String> secrets,

        @Described("Whether all of it was searched for secrets; false where a part could not be unpacked.")
        boolean examined) {

    /** Where there is no user data. */
    public static UserData none() {
        return new UserData(null, List.of(), true);
    }
}
