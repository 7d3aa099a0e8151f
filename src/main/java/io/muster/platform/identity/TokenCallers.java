package io.muster.platform.identity;

import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.CallerId;
import io.muster.platform.OidcConfig;
import io.muster.platform.Role;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Derives the role and the accounts of a caller from the claims of a verified token. */
@ApplicationScoped
class TokenCallers implements SecurityIdentityAugmentor {

    private static final String EVERY_ACCOUNT = "*";

    private final OidcConfig config;

    TokenCallers(OidcConfig config) {
        this.config = config;
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

    private AccountScope accounts(JsonWebToken token) {
        if (config.accountsClaim().isEmpty()) {
            return AccountScope.EVERY_ACCOUNT;
        }
        Set<String> nothingSaid = config.accountsClaimRequired() ? Set.of() : Set.of(EVERY_ACCOUNT);
        Set<String> ids = Claims.words(token, config.accountsClaim().get()).orElse(nothingSaid);
        return ids.contains(EVERY_ACCOUNT) ? AccountScope.EVERY_ACCOUNT : AccountScope.of(ids);
    }
}
