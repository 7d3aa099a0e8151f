package io.muster.graphql.endpoint;

import graphql.schema.GraphQLSchema;
import io.muster.platform.Callers;
import io.muster.platform.ErrorCode;
import io.muster.platform.HttpOrder;
import io.muster.platform.MusterException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.Set;

/** Puts the endpoint before SmallRye's, behind all filters. */
@ApplicationScoped
class GraphQlRoutes {

    static final String PATH = "/graphql";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final GraphQlConfig limits;
    private final Instance<CurrentIdentityAssociation> identity;
    private final CurrentVertxRequest current;
    private final Callers callers;
    private final GraphQlSockets sockets;
    private final KeptAnswers kept;
    private final PersistedQueries persisted;
    private final Instance<GraphQLSchema> schema;

    GraphQlRoutes(
            GraphQlConfig limits,
            Instance<CurrentIdentityAssociation> identity,
            CurrentVertxRequest current,
            Callers callers,
            GraphQlSockets sockets,
            KeptAnswers kept,
            PersistedQueries persisted,
            Instance<GraphQLSchema> schema) {
        this.limits = limits;
        this.identity = identity;
        this.current = current;
        this.callers = callers;
        this.sockets = sockets;
        this.kept = kept;
        this.persisted = persisted;
        this.schema = schema;
    }

    void register(@Observes Router router) {
        BodyHandler bodies =
                BodyHandler.create(false).setBodyLimit(limits.maxBodySize().asLongValue());
        GraphQlHandler handler = new GraphQlHandler(
                identity.isResolvable() ? identity.get() : null, current, callers, sockets, kept, persisted);
        router.route(PATH)
                .order(HttpOrder.GRAPHQL_ROUTE)
                .handler(call -> readBody(call, bodies))
                .handler(handler)
                .failureHandler(this::fail);
        String text = limits.introspection() ? SchemaText.of(schema.get()) : null;
        router.route(PATH + "/schema.graphql").order(HttpOrder.GRAPHQL_ROUTE).handler(call -> sendSchema(call, text));
    }

    void sparePathMatching(@Observes Filters filters) {
        filters.register(GraphQlRoutes::withoutFailureHandler, HttpOrder.QUARKUS_AUTHENTICATION);
    }

    /**
     * Where Quarkus has put its handler of authentication failures, its REST looks for the template of the path next, by a matcher that it builds of
     * all REST paths for each call. {@code Admission} removes the handler anyway.
     */
    private static void withoutFailureHandler(RoutingContext call) {
        if (call.normalizedPath().equals(PATH)) {
            call.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        }
        call.next();
    }

    /** A request that opens a websocket has no body, and can be upgraded only before its body is read. */
    private static void readBody(RoutingContext call, BodyHandler bodies) {
        if (GraphQlHandler.opensWebSocket(call)) {
            call.next();
        } else {
            bodies.handle(call);
        }
    }

    private void fail(RoutingContext call) {
        HttpAnswer answer = new HttpAnswer(call);
        if (call.statusCode() == ErrorCode.TOO_LARGE.httpStatus()) {
            answer.refuse(new MusterException(
                    ErrorCode.TOO_LARGE,
                    "A body has at most " + limits.maxBodySize().asLongValue() + " bytes"));
        } else {
            call.next();
        }
    }

    /** Answers every method, for SmallRye's own route behind it gives some no answer at all. */
    private static void sendSchema(RoutingContext call, @Nullable String schema) {
        HttpServerResponse http = call.response();
        if (schema == null) {
            http.setStatusCode(404).end();
        } else if (READING.contains(call.request().method())) {
            http.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .end(schema);
        } else {
            http.putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            new HttpAnswer(call)
                    .refuse(new MusterException(ErrorCode.METHOD_NOT_ALLOWED, "The schema is read by GET and HEAD"));
        }
    }
}
