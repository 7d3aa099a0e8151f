package io.muster.rest.connection;

import io.muster.platform.HttpOrder;
import io.muster.rest.HttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Ends connections whose call does not come to its end: each holds memory until it does. */
@ApplicationScoped
class SlowBodies {

    private final Vertx vertx;
    private final long limit;

    SlowBodies(Vertx vertx, HttpConfig config) {
        this.vertx = vertx;
        this.limit = Math.max(1, config.bodyTime().toMillis());
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, HttpOrder.SLOW_BODIES);
    }

    private void watch(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (hasBody(request)) {
            long timer = vertx.setTimer(limit, expired -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
            AnswerEnd.then(call, () -> vertx.cancelTimer(timer));
        }
        call.next();
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.headers().contains("Transfer-Encoding") || (length != null && !length.equals("0"));
    }
}
