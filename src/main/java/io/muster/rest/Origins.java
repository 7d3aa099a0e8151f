package io.muster.rest;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.annotation.Nullable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells calls that a page of another origin has a browser make. Browsers say so, by {@code Origin} or
 * {@code Sec-Fetch-Site}; other programs send neither.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html">OWASP
 *     on cross-site request forgery</a>
 */
final class Origins {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Set<String> allowed;

    Origins(Set<String> allowed) {
        this.allowed =
                allowed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** Whether it has the form of one: scheme, host and, unless it is the scheme's own, port. */
    static boolean isOrigin(String text) {
        return text.matches("https?://[A-Za-z0-9.-]+(:\\d{1,5})?|https?://\\[[0-9A-Fa-f:]+](:\\d{1,5})?");
    }

    /** Whether an allowed origin has this host. */
    boolean isOfAllowed(String host) {
        return allowed.stream().map(URI::create).anyMatch(origin -> host.equalsIgnoreCase(origin.getHost()));
    }

    boolean isForeign(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return !allowed.contains(origin.toLowerCase(Locale.ROOT)) && !isOwn(origin, request.authority());
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    /** By host and port: behind a proxy that ends TLS, the scheme is another one here. */
    private static boolean isOwn(String origin, @Nullable HostAndPort own) {
        if (own == null || !isOrigin(origin)) {
            return false;
        }
        try {
            URI uri = new URI(origin);
            int usual = uri.getScheme().equals("https") ? HTTPS : HTTP;
            int port = uri.getPort() < 0 ? usual : uri.getPort();
            return uri.getHost().equalsIgnoreCase(own.host()) && port == (own.port() < 0 ? usual : own.port());
        } catch (URISyntaxException noOrigin) {
            return false;
        }
    }
}
