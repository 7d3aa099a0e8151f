package io.muster.platform.identity;

import io.muster.platform.Caller;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Signs static users in by their passwords. */
@ApplicationScoped
public class PasswordSignIn {

    private final StaticUsers users;

    PasswordSignIn(StaticUsers users) {
        this.users = users;
    }

    /**
     * The user. It fails with {@code UNAUTHENTICATED} where name and password do not fit, and with {@code TOO_MANY_REQUESTS}
     * where too many passwords wait to be compared.
     */
    public Uni<Caller> caller(String name, String password) {
        return users.authenticate(name, password)
                .map(found -> found.orElseThrow(
                        () -> new MusterException(ErrorCode.UNAUTHENTICATED, "User or password is wrong")));
    }
}
