package io.muster.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.AuthConfig;
import io.muster.platform.Callers;
import io.muster.platform.ErrorCode;
import io.muster.platform.HttpOrder;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

/** Puts the endpoint behind all filters: its callers are identified and admitted as those of GraphQL are. */
@ApplicationScoped
class McpRoutes {

    private static final String PATH = "/mcp";
    private static final long LARGEST_MESSAGE = 64 * 1024;

    private final McpConfig config;
    private final Instance<CurrentIdentityAssociation> identity;
    private final CurrentVertxRequest current;
    private final McpServer server;
    private final Callers callers;
    private final AuthConfig auth;
    private final ObjectMapper mapper;

    McpRoutes(
            McpConfig config,
            Instance<CurrentIdentityAssociation> identity,
            CurrentVertxRequest current,
            McpServer server,
            Callers callers,
            AuthConfig auth,
            ObjectMapper mapper) {
        this.config = config;
        this.identity = identity;
        this.current = current;
        this.server = server;
        this.callers = callers;
        this.auth = auth;
        this.mapper = mapper;
    }

    void register(@Observes Router router) {
        if (!config.enabled()) {
            return;
        }
        McpHandler handler =
                new McpHandler(identity.isResolvable() ? identity.get() : null, current, server, callers, auth, mapper);
        router.route(PATH)
                .order(HttpOrder.GRAPHQL_ROUTE)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_MESSAGE))
                .handler(handler)
                .failureHandler(this::fail);
    }

    private void fail(RoutingContext call) {
        if (call.statusCode() == ErrorCode.TOO_LARGE.httpStatus()) {
            new McpAnswer(call.response(), mapper)
                    .refuse(
                            null,
                            new RpcError(
                                    call.statusCode(),
                                    RpcError.INVALID_REQUEST,
                                    "A message has at most " + LARGEST_MESSAGE + " bytes"));
        } else {
            call.next();
        }
    }
}
