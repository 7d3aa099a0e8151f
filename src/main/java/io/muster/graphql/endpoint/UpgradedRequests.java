package io.muster.graphql.endpoint;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Method;

/**
 * Ends requests that became websockets. Quarkus counts a request as under way until its response ends, and Vert.x does not
 * tell the end of an upgrade's response: a stop would wait for each websocket that was ever opened, until
 * {@code quarkus.shutdown.timeout} is over.
 */
@ApplicationScoped
@RegisterForReflection(targets = QuarkusRequestWrapper.class, fields = false)
class UpgradedRequests {

    private final Method done;

    /** By name, because it is not public in Quarkus; a Quarkus without it opens no websocket, which tests notice. */
    UpgradedRequests() {
        try {
            done = QuarkusRequestWrapper.class.getDeclaredMethod("done");
            done.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Can be called more than once; without a timeout for stops, Quarkus counts nothing and wraps no request. */
    void end(HttpServerRequest request) {
        if (request.getCookie(QuarkusRequestWrapper.FAKE_COOKIE_NAME) != null) {
            markDone(request);
        }
    }

    private void markDone(HttpServerRequest request) {
        try {
            done.invoke(QuarkusRequestWrapper.get(request));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
