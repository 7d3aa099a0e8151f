package io.muster.rest;

import io.muster.platform.RequestId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names every call before anything else happens to it: as its caller does, or anew. The answer repeats the name. */
@ApplicationScoped
class RequestIds {

    static final String HEADER = "X-Request-Id";

    private static final int FIRST_OF_ALL = 1_000;

    /** It goes into logs and answers: no more than what ids are made of. */
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    void register(@Observes Filters filters) {
        filters.register(RequestIds::name, FIRST_OF_ALL);
    }

    private static void name(RoutingContext call) {
        String id = id(call.request().getHeader(HEADER));
        RequestId.enter(id);
        call.response().putHeader(HEADER, id);
        call.next();
    }

    private static String id(@Nullable String given) {
        return given != null && ACCEPTABLE.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
