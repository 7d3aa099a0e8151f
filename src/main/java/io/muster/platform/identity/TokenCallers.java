package io.muster.platform.identity;

import io.muster.platform.AccountGrants;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.CallerId;
import io.muster.platform.OidcConfig;
import io.muster.platform.Role;
import io.muster.platform.SeldomLog;
import io.muster.platform.StructuredLog;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Derives the role and the accounts of a caller from the claims of a verified token. */
@ApplicationScoped
class TokenCallers implements SecurityIdentityAugmentor {

    private static final StructuredLog LOG = StructuredLog.of(TokenCallers.class);

    private final OidcConfig config;
    private final SeldomLog seldom;

    TokenCallers(OidcConfig config, Clock clock) {
        this.config = config;
        this.seldom = new SeldomLog(clock);
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(identity.getPrincipal() instanceof JsonWebToken token ? known(identity, token) : identity);
    }

    private SecurityIdentity known(SecurityIdentity identity, JsonWebToken token) {
        Optional<CallerId> id = id(token);
        return role(token)
                .filter(role -> id.isPresent())
                .map(role -> new Caller(id.orElseThrow(), token.getName(), role, accounts(token)))
                .map(caller -> CallerIdentity.of(caller, identity))
                .orElseGet(() -> CallerIdentity.withoutRole(identity));
    }

    /** The claim that identifies the bearer: names for people may pass to others, or be another issuer's as well. */
    private static Optional<CallerId> id(JsonWebToken token) {
        return Stream.of("sub", "client_id", "azp", "upn", "preferred_username")
                .map(token::getClaim)
                .filter(claim -> claim != null && !claim.toString().isBlank())
                .findFirst()
                .map(subject -> new CallerId(CallerId.Source.TOKEN, token.getIssuer(), subject.toString()));
    }

    private Optional<Role> role(JsonWebToken token) {
        Set<String> claimed = Claims.words(token, config.rolesClaim()).orElse(Set.of());
        return Stream.of(Role.ADMIN, Role.OPERATOR, Role.VIEWER)
                .filter(role -> names(role).stream().anyMatch(claimed::contains))
                .findFirst();
    }

    private Set<String> names(Role role) {
        return switch (role) {
            case VIEWER -> config.viewerRoles();
            case OPERATOR -> config.operatorRoles();
            case ADMIN -> config.adminRoles();
        };
    }

    private AccountGrants accounts(JsonWebToken token) {
        if (config.accountsClaim().isEmpty()) {
            return AccountGrants.of(AccountScope.EVERY_ACCOUNT);
        }
        Set<String> nothingSaid = config.accountsClaimRequired() ? Set.of() : Set.of(AccountGrants.EVERY_ACCOUNT);
        return AccountGrants.parse(Claims.words(token, config.accountsClaim().get()).orElse(nothingSaid).stream()
                .filter(this::isUsable)
                .toList());
    }

    /** A text that is not understood grants nothing. */
    private boolean isUsable(String text) {
        try {
            AccountGrants.parse(Set.of(text));
            return true;
        } catch (IllegalArgumentException e) {
            if (seldom.due(text).isPresent()) {
                LOG.with("reason", e.getMessage()).warn("A token grants accounts by a text that is not understood");
            }
            return false;
        }
    }
}
