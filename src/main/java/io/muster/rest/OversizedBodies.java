package io.muster.rest;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * Refuses bodies that turn out to be too large: those that do not say their length. Quarkus REST collects a body up to
 * {@code quarkus.rest.input-buffer-size}, which is the limit, without a thread. Of a larger body it makes a stream that waits for the client: to
 * close that stream is to read all that the client still sends.
 */
@Provider
class OversizedBodies implements ReaderInterceptor {

    private final long limit;

    OversizedBodies(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext call) throws IOException {
        if (call.getInputStream() instanceof VertxInputStream) {
            throw new MusterException(ErrorCode.TOO_LARGE, BodyLimit.message(limit));
        }
        return call.proceed();
    }
}
