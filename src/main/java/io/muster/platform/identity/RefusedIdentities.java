package io.muster.platform.identity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.RemoteAddress;
import io.muster.platform.SeldomLog;
import io.muster.platform.StructuredLog;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.stream.Stream;

/**
 * Records in the log and in a metric why callers are refused; the answer itself does not reveal the reason. Tokens and passwords
 * are never passed to it, and unproven names are not trusted.
 */
@ApplicationScoped
public class RefusedIdentities {

    private static final StructuredLog LOG = StructuredLog.of(RefusedIdentities.class);

    private static final String NO_ROLE = "NO_ROLE";
    private static final String SIGN_IN = "SIGN_IN";
    private static final String PASSWORD = "PASSWORD";
    private static final String TOO_MANY_PASSWORDS = "TOO_MANY_PASSWORDS";

    private final MeterRegistry registry;
    private final SeldomLog seldom;

    RefusedIdentities(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.seldom = new SeldomLog(clock);
    }

    /** Registers the counters at zero, so that the first refusal shows as an increase. */
    void begin(@Observes StartupEvent event) {
        Stream.concat(
                        Stream.of(TokenFault.values()).map(TokenFault::name),
                        Stream.of(NO_ROLE, SIGN_IN, PASSWORD, TOO_MANY_PASSWORDS))
                .forEach(this::counter);
    }

    /**
     * A bearer token that is not valid.
     *
     * @param authorization the header with the token
     */
    public void token(Throwable failure, String authorization) {
        TokenFault fault = TokenFault.of(failure);
        note(fault.name(), "A token was refused", Claimed.issuer(authorization), null);
    }

    /** A failed sign-in at the provider: with the ID token's fault where that is the reason. */
    void signIn(Throwable failure) {
        TokenFault fault = TokenFault.of(failure);
        note(fault == TokenFault.MALFORMED ? SIGN_IN : fault.name(), "A sign-in failed", null, null);
    }

    /** A valid token whose claims hold no role in Muster. */
    public void withoutRole(@Nullable String issuer) {
        note(NO_ROLE, "A token was refused", issuer, null);
    }

    /**
     * A name and a password that do not fit.
     *
     * @param user the name if there is such a user; null otherwise, for a password may have been typed in its place
     * @param from the address that they came from
     */
    void password(@Nullable String user, String from) {
        note(PASSWORD, "A login failed", null, user == null ? "unknown" : user, from);
    }

    /** A password that was not looked at, for too many wait. */
    void tooManyPasswords() {
        note(TOO_MANY_PASSWORDS, "A login was put off", null, null);
    }

    private Counter counter(String reason) {
        return Counter.builder("muster.identities.refused")
                .description("Calls whose identity was not accepted")
                .tag("reason", reason)
                .register(registry);
    }

    private void note(String reason, String message, @Nullable String issuer, @Nullable String user) {
        note(reason, message, issuer, user, RemoteAddress.current().orElse(null));
    }

    private void note(
            String reason, String message, @Nullable String issuer, @Nullable String user, @Nullable String from) {
        counter(reason).increment();
        String topic = reason + " " + issuer + " " + user + (user == null ? "" : " " + from);
        seldom.due(topic)
                .ifPresent(passedOver -> LOG.with("reason", reason)
                        .with("issuer", issuer)
                        .with("user", user)
                        .with("from", from)
                        .with("moreInTheLastMinutes", passedOver == 0 ? null : passedOver)
                        .warn(message));
    }
}
