package io.muster.platform.identity;

import io.muster.platform.Caller;
import io.muster.platform.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Callers as Quarkus knows them: an identity with the caller as an attribute. */
public final class CallerIdentity {

    private static final String CALLER = "muster.caller";
    private static final String SESSION = "muster.session";

    /** Where Quarkus looks for an identity's end, in seconds since 1970. */
    private static final String EXPIRY = "quarkus.identity.expire-time";

    private CallerIdentity() {}

    /** The identity of the caller, who has the caller's role and those that it includes. */
    public static SecurityIdentity of(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRoles(roles(caller.role()))
                .addAttribute(CALLER, caller)
                .build();
    }

    /** The identity of a user who signed in, which ends with the session: a websocket is closed then. */
    public static SecurityIdentity of(Session session) {
        return QuarkusSecurityIdentity.builder(of(session.caller()))
                .addAttribute(SESSION, session)
                .addAttribute(EXPIRY, session.ends().getEpochSecond())
                .build();
    }

    /** The session, if the identity is that of a user who signed in. */
    public static Optional<Session> session(SecurityIdentity identity) {
        return Optional.ofNullable(identity.getAttribute(SESSION));
    }

    /** When the identity is no longer valid, by its token or session; empty where it has no end. */
    public static Optional<Instant> end(SecurityIdentity identity) {
        return Optional.<Long>ofNullable(identity.getAttribute(EXPIRY)).map(Instant::ofEpochSecond);
    }

    /** The identity with Muster's own roles alone: other roles of a token are ignored. */
    static SecurityIdentity of(Caller caller, SecurityIdentity proven) {
        return bare(proven)
                .addRoles(roles(caller.role()))
                .addAttribute(CALLER, caller)
                .build();
    }

    /** The identity of a caller who is authenticated and has no role. */
    static SecurityIdentity withoutRole(SecurityIdentity proven) {
        return bare(proven).build();
    }

    /** The caller, unless the identity is anonymous or without a role. */
    public static Optional<Caller> caller(SecurityIdentity identity) {
        return Optional.ofNullable(identity.getAttribute(CALLER));
    }

    private static QuarkusSecurityIdentity.Builder bare(SecurityIdentity proven) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(proven.getPrincipal())
                .addAttributes(proven.getAttributes());
    }

    private static Set<String> roles(Role highest) {
        return Arrays.stream(Role.values())
                .filter(highest::includes)
                .map(Role::wireName)
                .collect(Collectors.toSet());
    }
}
