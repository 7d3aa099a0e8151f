package io.muster.rest;

import io.muster.platform.ErrorCode;
import io.muster.platform.HttpOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Refuses matrix parameters: nothing has them here, and RESTEasy decodes a path that has some twice. */
@ApplicationScoped
class PlainPaths {

    private final WrittenProblems problems;

    PlainPaths(WrittenProblems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, HttpOrder.PLAIN_PATHS);
    }

    private void check(RoutingContext call) {
        if (call.request().path().indexOf(';') < 0) {
            call.next();
            return;
        }
        problems.send(
                call,
                Problem.of(
                        ErrorCode.NOT_FOUND,
                        "The path was not found: it has parameters behind a semicolon",
                        call.normalizedPath(),
                        List.of()));
    }
}
