package io.muster.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.AcceptedTypes;
import io.muster.platform.AuthConfig;
import io.muster.platform.Callers;
import io.muster.platform.JsonBody;
import io.muster.platform.MusterException;
import io.muster.platform.StructuredLog;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.smallrye.graphql.runtime.SmallRyeGraphQLAbstractHandler;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Takes one message at a time by POST, and answers it with JSON: streams are for messages of the server, which has none.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http">Streamable HTTP</a>
 */
final class McpHandler extends SmallRyeGraphQLAbstractHandler {

    private static final StructuredLog LOG = StructuredLog.of(McpHandler.class);

    private final McpServer server;
    private final Callers callers;
    private final AuthConfig auth;
    private final ObjectMapper mapper;

    McpHandler(
            @Nullable CurrentIdentityAssociation identity,
            CurrentVertxRequest current,
            McpServer server,
            Callers callers,
            AuthConfig auth,
            ObjectMapper mapper) {
        super(identity, current, false);
        this.server = server;
        this.callers = callers;
        this.auth = auth;
        this.mapper = mapper;
    }

    @Override
    protected void doHandle(RoutingContext call) {
        McpAnswer answer = new McpAnswer(call.response(), mapper);
        RpcMessage message = null;
        try {
            requireForm(call);
            message = RpcMessage.read(text(call));
            Revision revision = Revision.of(message, call.request().headers());
            if (message.isNotification()) {
                answer.accepted();
            } else {
                answer(call, message, revision, answer);
            }
        } catch (RpcError refusal) {
            answer.refuse(message == null ? null : message.id(), refusal);
        }
    }

    private void answer(RoutingContext call, RpcMessage request, Revision revision, McpAnswer answer) {
        JsonNode id = request.id();
        server.answer(request, revision, callers.current(), getMetaData(call))
                .subscribe()
                .with(result -> answer.result(id, result), failure -> {
                    LOG.error("A request of an agent failed", failure);
                    answer.refuse(id, new RpcError(500, RpcError.INTERNAL_ERROR, "Something went wrong inside Muster"));
                });
    }

    private void requireForm(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (!request.method().equals(HttpMethod.POST)) {
            call.response().putHeader(HttpHeaders.ALLOW, "POST");
            throw invalid(405, "Messages are sent by POST; there is no stream to GET and no session to DELETE");
        }
        if (isRebound(request)) {
            throw invalid(403, "A page may call a Muster without access control by the name localhost alone");
        }
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(McpAnswer.JSON)) {
            throw invalid(415, "A message is sent as " + McpAnswer.JSON);
        }
        if (JsonBody.isInAnotherEncoding(type)) {
            throw invalid(415, "A message is sent in UTF-8");
        }
        if (JsonBody.isCompressed(request.getHeader(HttpHeaders.CONTENT_ENCODING))) {
            throw invalid(415, JsonBody.NOT_COMPRESSED);
        }
        if (AcceptedTypes.of(call).best(List.of(McpAnswer.JSON)).isEmpty()) {
            throw invalid(406, "An answer is " + McpAnswer.JSON);
        }
    }

    private static String text(RoutingContext call) {
        try {
            return JsonBody.text(call.body().buffer());
        } catch (MusterException malformed) {
            throw new RpcError(400, RpcError.PARSE_ERROR, "The body is not UTF-8");
        }
    }

    /**
     * Whether a page may have had its own name resolved to this machine: its origin is the server's then, as far as the browser
     * knows. With access control it has no credentials to send along.
     */
    private boolean isRebound(HttpServerRequest request) {
        HostAndPort own = request.authority();
        return !auth.enabled()
                && request.headers().contains(HttpHeaders.ORIGIN)
                && (own == null || !own.host().matches("(?i)localhost|127\\.[0-9.]+|\\[::1]|::1"));
    }

    private static RpcError invalid(int status, String message) {
        return new RpcError(status, RpcError.INVALID_REQUEST, message);
    }
}
