package io.muster.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Callers with bearer tokens of an OpenID Connect provider. */
@ConfigMapping(prefix = "muster.auth.oidc")
public interface OidcConfig {

    /**
     * The provider's issuer URL; its keys are found by way of {@code /.well-known/openid-configuration} below it. None
     * for no bearer tokens.
     */
    Optional<String> issuer();

    /** The audiences that a token may have been made out to: one of them must stand in its {@code aud}. */
    Optional<List<String>> audience();

    /** The claim with the caller's roles: a claim's name, or a path of names as in {@code realm_access/roles}. */
    @WithDefault("roles")
    String rolesClaim();

    /** The values of the roles claim that make a viewer, who reads. */
    @WithDefault("viewer")
    Set<String> viewerRoles();

    /** The values of the roles claim that make an operator, who also scans and suppresses findings. */
    @WithDefault("operator")
    Set<String> operatorRoles();

    /** The values of the roles claim that make an admin, who also registers and purges accounts and sets webhooks. */
    @WithDefault("admin")
    Set<String> adminRoles();

    /**
     * The claim with the accounts that the caller may see and act on: ids, units ({@code ou:/Production}) and tags
     * ({@code tag:team=payments}) of the organization, {@code *} for every account; a name or a path as for the roles. None for every
     * account to every caller.
     */
    Optional<String> accountsClaim();

    /**
     * Whether a token without the accounts claim is for no account at all; otherwise it is for every account. Ignored
     * where no accounts claim is set.
     */
    @WithDefault("true")
    @WithConverter(TrueOrFalse.class)
    boolean accountsClaimRequired();
}
