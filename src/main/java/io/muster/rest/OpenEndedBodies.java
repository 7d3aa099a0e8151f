package io.muster.rest;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses bodies that turn out to be too large, those that do not say their length, and the JSON value {@code null}: for calls whose body may
 * be left out it would mean everything.
 */
@Provider
class OpenEndedBodies implements ReaderInterceptor {

    private final long limit;

    OpenEndedBodies(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext call) throws IOException {
        BoundedBody body = new BoundedBody(call.getInputStream(), limit);
        call.setInputStream(body);
        try {
            Object read = call.proceed();
            if (read == null && !body.isBlank()) {
                throw MusterException.badField("body", "is null: send an object, or no body where the call takes none");
            }
            return read;
        } catch (BoundedBody.TooLarge tooLarge) {
            throw new MusterException(ErrorCode.TOO_LARGE, BodyLimit.message(limit));
        }
    }
}
