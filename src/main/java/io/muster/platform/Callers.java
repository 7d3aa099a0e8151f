package io.muster.platform;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The caller of the call that is being answered, which is kept in the call's Vert.x context. */
@ApplicationScoped
public class Callers {

    private static final String KEY = Callers.class.getName();

    private final AuthConfig auth;

    public Callers(AuthConfig auth) {
        this.auth = auth;
    }

    /**
     * The caller of the current call, to be asked for on the call's own context.
     *
     * @throws MusterException {@code UNAUTHENTICATED} where the request has no authenticated caller
     */
    public Caller current() {
        if (!auth.enabled()) {
            return Caller.ANYBODY;
        }
        Caller caller = VertxContext.isOnDuplicatedContext() ? ContextLocals.get(KEY, null) : null;
        if (caller == null) {
            throw new MusterException(ErrorCode.UNAUTHENTICATED, "The request has no authenticated caller");
        }
        return caller;
    }

    /** Sets the caller of the current call. */
    public void enter(Caller caller) {
        ContextLocals.put(KEY, caller);
    }
}
