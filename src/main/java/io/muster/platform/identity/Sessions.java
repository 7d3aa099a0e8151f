package io.muster.platform.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.platform.Caller;
import io.muster.platform.CallerId.Source;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.OidcConfig;
import io.muster.platform.OidcSignInConfig;
import io.muster.platform.SignInConfig;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * The sessions of people who signed in. A session is a cookie that only Muster can read and make; no replica remembers it.
 * A second cookie holds a code made from it, which the pages repeat in a header of their requests: another site's page can
 * have a browser send the cookies, but cannot read them.
 */
@ApplicationScoped
public class Sessions {

    /** The header with the code. */
    public static final String TOKEN_HEADER = "X-CSRF-Token";

    /** Browsers take such a cookie from this very host alone, over TLS. */
    private static final String HOST_ALONE = "__Host-";

    private static final String SESSION = "muster-session";
    private static final String TOKEN = "muster-csrf";

    /** Browsers keep cookies of 4,096 bytes, with their names and attributes. */
    private static final int LONGEST = 3_800;

    private final SignIn signIn;
    private final StaticUsers users;
    private final OidcConfig oidc;
    private final Duration lifetimeOfUsers;
    private final Duration lifetimeOfOthers;
    private final Clock clock;
    private final Seal seal;
    private final SecretKeySpec tokens;
    private final SecretKeySpec proofs;

    Sessions(
            SignIn signIn,
            StaticUsers users,
            OidcConfig oidc,
            SignInConfig config,
            OidcSignInConfig client,
            SessionKeys keys,
            Clock clock) {
        this.signIn = signIn;
        this.users = users;
        this.oidc = oidc;
        this.lifetimeOfUsers = config.lifetime();
        this.lifetimeOfOthers = client.lifetime();
        this.clock = clock;
        this.seal = new Seal(keys.key("session"));
        this.tokens = keys.codeKey("csrf");
        this.proofs = keys.codeKey("password");
    }

    /**
     * Begins a session in the answer to the call.
     *
     * @throws MusterException {@code TOO_LARGE} where the caller has more accounts than a cookie can hold
     */
    public void begin(RoutingContext call, Caller caller) {
        Duration lifetime = caller.id().source() == Source.USERS_FILE ? lifetimeOfUsers : lifetimeOfOthers;
        Session session = new Session(caller, clock.instant().plus(lifetime));
        String cookie = seal.close(SessionText.write(new SessionText.Content(session, proof(caller))));
        if (cookie.length() > LONGEST) {
            throw new MusterException(
                    ErrorCode.TOO_LARGE, "The accounts that you may see are too many for a session of the pages");
        }
        put(call, SESSION, cookie, lifetime).setHttpOnly(true);
        put(call, TOKEN, token(cookie), lifetime);
    }

    /** The session that the call's cookie holds; empty without one, and where it has ended or was not made here. */
    public Optional<Session> of(RoutingContext call) {
        return cookie(call)
                .flatMap(seal::open)
                .flatMap(SessionText::known)
                .filter(content -> clock.instant().isBefore(content.session().ends()))
                .flatMap(this::current);
    }

    /** Whether the call has a cookie of a session, valid or not. */
    public boolean isClaimed(RoutingContext call) {
        return cookie(call).isPresent();
    }

    /** Whether the call has the header that only the pages can have put there. */
    public boolean isOfPages(RoutingContext call) {
        String given = call.request().getHeader(TOKEN_HEADER);
        return given != null
                && cookie(call)
                        .filter(cookie -> MessageDigest.isEqual(token(cookie).getBytes(UTF_8), given.getBytes(UTF_8)))
                        .isPresent();
    }

    /** Has the browser forget the session. */
    public void end(RoutingContext call) {
        put(call, SESSION, "", Duration.ZERO).setHttpOnly(true);
        put(call, TOKEN, "", Duration.ZERO);
    }

    /** The rights that the caller has now: a static user's role is the file's, and a new password ends the sessions of the old one. */
    private Optional<Session> current(SessionText.Content content) {
        Session session = content.session();
        Caller caller = session.caller();
        return switch (caller.id().source()) {
            case USERS_FILE ->
                Optional.ofNullable(users.file().users().get(caller.name()))
                        .filter(user -> signIn.byPassword() && content.proof().equals(proof(caller)))
                        .map(user -> new Session(user.caller(), session.ends()));
            case TOKEN ->
                Optional.of(session)
                        .filter(known -> signIn.byProvider()
                                && oidc.issuer()
                                        .filter(caller.id().issuer()::equals)
                                        .isPresent());
            case NONE, MUSTER -> Optional.empty();
        };
    }

    /** Tells the user's password from others, and does not give it away. */
    private String proof(Caller caller) {
        StaticUser user =
                caller.id().source() == Source.USERS_FILE ? users.file().users().get(caller.name()) : null;
        return user == null ? "" : text(SessionKeys.code(proofs, user.hash()));
    }

    private String token(String cookie) {
        return text(SessionKeys.code(tokens, cookie));
    }

    private static String text(byte[] code) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    }

    private static Optional<String> cookie(RoutingContext call) {
        return Optional.ofNullable(call.request().getCookie(name(call.request(), SESSION)))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    private static Cookie put(RoutingContext call, String name, String value, Duration age) {
        HttpServerRequest request = call.request();
        Cookie cookie = Cookie.cookie(name(request, name), value)
                .setPath("/")
                .setSecure(request.isSSL())
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(age.toSeconds());
        call.response().addCookie(cookie);
        return cookie;
    }

    private static String name(HttpServerRequest request, String name) {
        return request.isSSL() ? HOST_ALONE + name : name;
    }
}
