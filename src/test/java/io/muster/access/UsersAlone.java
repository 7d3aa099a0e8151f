package io.muster.access;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The smallest set-up in production: users in a file, AWS itself in a region, neither demo cloud nor provider of identities. */
public final class UsersAlone implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "muster.auth.enabled", "true",
                "muster.auth.users-file", AccessSettings.usersFile().toString(),
                "muster.aws.endpoint", "",
                "muster.aws.default-region", "eu-west-1",
                "muster.demo.enabled", "false");
    }
}
