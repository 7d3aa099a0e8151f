package io.muster.rest;

import io.muster.platform.HttpOrder;
import io.muster.platform.RemoteAddress;
import io.muster.platform.RequestId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Names every call before anything else happens to it, as its caller does or anew, and notes where it came from. The
 * answer repeats the name.
 */
@ApplicationScoped
class RequestIds {

    static final String HEADER = "X-Request-Id";

    /** An id goes into logs and answers, so only the characters that ids consist of are taken. */
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    private final boolean proxiesAreKnown;

    RequestIds(@ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> trusted) {
        this.proxiesAreKnown = trusted.isPresent();
    }

    void register(@Observes Filters filters) {
        filters.register(this::name, HttpOrder.REQUEST_ID);
    }

    private void name(RoutingContext call) {
        String id = id(call.request().getHeader(HEADER));
        RequestId.enter(id);
        RemoteAddress.enter(address(call.request()));
        call.response().putHeader(HEADER, id);
        call.next();
    }

    /** The origin of a call by a proxy's header counts only where the trusted proxies are known. */
    private String address(HttpServerRequest request) {
        SocketAddress address =
                proxiesAreKnown ? request.remoteAddress() : request.connection().remoteAddress();
        return address == null || address.hostAddress() == null ? "unknown" : address.hostAddress();
    }

    private static String id(@Nullable String given) {
        return given != null && ACCEPTABLE.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
