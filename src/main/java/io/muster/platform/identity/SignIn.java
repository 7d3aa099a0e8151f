package io.muster.platform.identity;

import io.muster.platform.AuthConfig;
import io.muster.platform.OidcConfig;
import io.muster.platform.OidcSignInConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether people can sign in to the pages, how, and where. */
@ApplicationScoped
public class SignIn {

    /** The path of the sign-in page. */
    public static final String PAGE = "/sign-in";

    /** Sends a browser to the provider. */
    public static final String AT_PROVIDER = PAGE + "/provider";

    /** Where the provider sends a browser back to. */
    public static final String DONE = PAGE + "/done";

    public static final String STYLE = PAGE + "/style.css";
    public static final String ICON = PAGE + "/favicon.svg";

    /** Ends a session. */
    public static final String OUT = "/sign-out";

    private static final Set<String> FOR_EVERYBODY = Set.of(PAGE, AT_PROVIDER, DONE, STYLE, ICON);

    private final boolean pages;
    private final boolean passwords;
    private final boolean provider;

    SignIn(
            AuthConfig auth,
            OidcConfig oidc,
            OidcSignInConfig client,
            @ConfigProperty(name = "muster.ui.enabled", defaultValue = "true") boolean pages) {
        this.pages = pages && auth.enabled();
        this.passwords = auth.usersFile().isPresent();
        this.provider = oidc.issuer().isPresent() && client.clientId().isPresent();
    }

    /** Whether the pages are served, and a sign-in method is configured. */
    public boolean isOffered() {
        return byPassword() || byProvider();
    }

    /** Whether static users sign in with their passwords. */
    public boolean byPassword() {
        return pages && passwords;
    }

    /** Whether people sign in at the OpenID Connect provider. */
    public boolean byProvider() {
        return pages && provider;
    }

    /** Whether the path belongs to the sign-in, and therefore needs no authentication. */
    public boolean isForEverybody(String path) {
        return isOffered() && FOR_EVERYBODY.contains(path);
    }

    /** Where a browser without a session is sent: past the page where that leaves no choice. */
    public String start() {
        return byPassword() ? PAGE : AT_PROVIDER;
    }
}
