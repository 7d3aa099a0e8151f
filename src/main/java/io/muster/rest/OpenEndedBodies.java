package io.muster.rest;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses bodies that turn out to be too large: those that do not say their length. */
@Provider
class OpenEndedBodies implements ReaderInterceptor {

    private final long limit;

    OpenEndedBodies(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext call) throws IOException {
        call.setInputStream(new BoundedBody(call.getInputStream(), limit));
        try {
            return call.proceed();
        } catch (BoundedBody.TooLarge tooLarge) {
            throw new MusterException(ErrorCode.TOO_LARGE, BodyLimit.message(limit));
        }
    }
}
