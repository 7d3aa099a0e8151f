package io.muster.rest;

import io.muster.platform.ErrorCode;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Answers calls without a usable Host header (RFC 9112, section 3.2), and lets those go whose caller hung up before their end. Quarkus would log each
 * of them as an error of the service, with a stack trace.
 */
@ApplicationScoped
class UnreadCalls {

    /** Before the handler of Quarkus, which is the last one. */
    private static final int ORDER = Integer.MAX_VALUE - 1;

    private final WrittenProblems problems;

    UnreadCalls(WrittenProblems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).failureHandler(this::answer);
    }

    private void answer(RoutingContext call) {
        if (call.failure() instanceof HttpClosedException) {
            // nobody is left to answer
            return;
        }
        if (call.request().authority() != null) {
            call.next();
            return;
        }
        problems.send(
                call,
                Problem.of(
                        ErrorCode.BAD_REQUEST,
                        "The Host header is missing or is not host or host:port",
                        call.request().path(),
                        List.of()));
    }
}
