package io.muster.ui;

import io.muster.platform.AuthConfig;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Serves the pages from memory, behind all filters: a caller without the right to read Muster does not get them. Browsers
 * revalidate each file, so that no page combines files of two versions.
 */
@ApplicationScoped
class UiRoutes {

    static final List<String> FILES = List.of(
            "favicon.svg",
            "style.css",
            "app.js",
            "api.js",
            "dom.js",
            "format.js",
            "loaded.js",
            "parts.js",
            "picture.js",
            "place.js",
            "questions.js",
            "reader.js",
            "session.js",
            "pages/coverage.js",
            "pages/finding.js",
            "pages/findings.js",
            "pages/question.js",
            "pages/resource.js",
            "pages/resources.js",
            "pages/scan.js",
            "pages/scans.js",
            "pages/start.js",
            "pages/suppressions.js",
            "lib/preact/preact.module.js",
            "lib/htm/htm.module.js",
            "lib/d3-hierarchy/d3-hierarchy.min.js");

    /** The security headers: scripts, styles and data only from this server, and no text that becomes markup. */
    static final Map<String, String> SECURITY = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin");

    /** Served at / alone. */
    static final String START = "index.html";

    private final UiConfig config;
    private final boolean graphQlUi;

    /** The GraphQL UI does not support sessions: its requests would be refused. */
    UiRoutes(
            UiConfig config,
            AuthConfig auth,
            @ConfigProperty(name = "quarkus.smallrye-graphql.ui.enabled") boolean graphQlUi) {
        this.config = config;
        this.graphQlUi = graphQlUi && !auth.enabled();
    }

    void register(@Observes Router router) {
        if (!config.enabled()) {
            return;
        }
        serve(router, "/", file(() -> UiFile.of(START, "graphql-ui", graphQlUi ? "served" : "absent")));
        FILES.forEach(name -> serve(router, "/ui/" + name, file(() -> UiFile.of(name))));
    }

    /** Serves the file at the path. */
    static void serve(Router router, String path, UiFile file) {
        serve(router, path, () -> file);
    }

    private static void serve(Router router, String path, Supplier<UiFile> file) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(call -> send(call, file.get()));
    }

    /** In dev mode a file is read anew each time, so that edits show. */
    private static Supplier<UiFile> file(Supplier<UiFile> reader) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            return reader;
        }
        UiFile file = reader.get();
        return () -> file;
    }

    private static void send(RoutingContext call, UiFile file) {
        HttpServerResponse response = call.response();
        SECURITY.forEach(response::putHeader);
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .putHeader(HttpHeaders.ETAG, file.tag());
        if (known(call, file)) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType());
        if (takesGzip(call)) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(file.compressed());
        } else {
            response.end(file.plain());
        }
    }

    private static boolean known(RoutingContext call, UiFile file) {
        String tags = call.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        return tags != null && tags.contains(file.tag().substring(2));
    }

    private static boolean takesGzip(RoutingContext call) {
        return call.parsedHeaders().acceptEncoding().stream()
                .anyMatch(coding -> coding.value().equalsIgnoreCase("gzip") && coding.weight() > 0);
    }
}
