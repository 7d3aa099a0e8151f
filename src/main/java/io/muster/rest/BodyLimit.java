package io.muster.rest;

import io.muster.platform.ErrorCode;
import io.muster.platform.HttpOrder;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses a body that says it is too large before Quarkus does, whose refusal has no words. */
@ApplicationScoped
class BodyLimit {

    private final long limit;
    private final WrittenProblems problems;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit, WrittenProblems problems) {
        this.limit = limit.asLongValue();
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, HttpOrder.BODY_LIMIT);
        filters.register(BodyLimit::withoutThatOfQuarkus, HttpOrder.BODY_READING);
    }

    /** The refusal of a body that does not say its length would have no words either: {@link OpenEndedBodies} has. */
    private static void withoutThatOfQuarkus(RoutingContext call) {
        call.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
        call.next();
    }

    private void check(RoutingContext call) {
        if (length(call.request()) <= limit) {
            call.next();
            return;
        }
        Problem problem = Problem.of(ErrorCode.TOO_LARGE, message(limit), call.normalizedPath(), List.of());
        // a client that is still sending would not see an answer that comes with the end of the connection
        call.request().endHandler(read -> call.request().connection().close());
        call.request().resume();
        call.response().putHeader("Connection", "close");
        problems.send(call, problem);
    }

    static String message(long limit) {
        return "A body has at most " + limit + " bytes";
    }

    private static long length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null || !length.matches("\\d{1,18}") ? 0 : Long.parseLong(length);
    }
}
