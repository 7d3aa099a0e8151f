package io.muster.graphql.endpoint;

import io.muster.account.GrantedAccounts;
import io.muster.platform.CallerId;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Slots;
import io.muster.platform.Stopping;
import io.muster.platform.StructuredLog;
import io.quarkus.smallrye.graphql.runtime.SmallRyeGraphQLAbstractHandler;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Opens websockets that speak graphql-transport-ws. */
@ApplicationScoped
class GraphQlSockets {

    private static final StructuredLog LOG = StructuredLog.of(GraphQlSockets.class);
    private static final String PROTOCOL = "graphql-transport-ws";

    /** RFC 6455, section 7.4.1. */
    private static final short GOING_AWAY = 1001;

    /** The code "service restart" of IANA's registry of close codes: clients connect again, and are admitted anew. */
    private static final short SERVICE_RESTART = 1012;

    /** The close code of graphql-transport-ws for a client that does not send connection_init in time. */
    private static final short INIT_TIMEOUT = 4408;

    private final Vertx vertx;
    private final GraphQlConfig limits;
    private final Stopping stopping;
    private final GrantedAccounts granted;
    private final UpgradedRequests requests;
    private final PersistedQueries persisted;
    private final Slots<CallerId> open = new Slots<>();

    GraphQlSockets(
            Vertx vertx,
            GraphQlConfig limits,
            Stopping stopping,
            GrantedAccounts granted,
            UpgradedRequests requests,
            PersistedQueries persisted) {
        this.persisted = persisted;
        this.vertx = vertx;
        this.limits = limits;
        this.stopping = stopping;
        this.granted = granted;
        this.requests = requests;
    }

    /**
     * Fails where the client speaks another protocol, where its caller has too many websockets open, and while this replica
     * stops.
     */
    void open(RoutingContext call, SmallRyeGraphQLAbstractHandler handler, Map<String, Object> context) {
        stopping.refuseNewWork();
        String protocols = call.request().getHeader("Sec-WebSocket-Protocol");
        if (protocols == null || !protocols.contains(PROTOCOL)) {
            throw new MusterException(ErrorCode.BAD_REQUEST, "A websocket speaks " + PROTOCOL);
        }
        CallerId caller = CallContext.caller(context).id();
        int most = limits.maxWebsocketsPerCaller();
        if (open.take(caller, most, Integer.MAX_VALUE) != Slots.Claim.GRANTED) {
            throw new MusterException(
                    ErrorCode.TOO_MANY_REQUESTS, "You have " + most + " websockets open: close one, or try later");
        }
        upgraded(call)
                .onSuccess(socket -> serve(socket, call, handler, context))
                .onFailure(failure -> {
                    open.giveBack(caller);
                    LOG.with("failure", failure.getMessage()).debug("A websocket was not opened");
                });
    }

    /** Never throws: what is thrown instead of told would keep the caller's slot for ever. */
    private static Future<ServerWebSocket> upgraded(RoutingContext call) {
        try {
            return call.request().toWebSocket();
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    private void serve(
            ServerWebSocket socket,
            RoutingContext call,
            SmallRyeGraphQLAbstractHandler handler,
            Map<String, Object> context) {
        PacedSession session = new PacedSession(socket);
        context.put(Pace.KEY, session);
        GraphQlConversation conversation = new GraphQlConversation(session, context, call, handler, persisted);
        Context own = vertx.getOrCreateContext();
        Runnable forget = stopping.whenItBegins(() -> own.runOnContext(now -> {
            session.close(GOING_AWAY, "Muster is stopping: connect again");
            requests.end(call.request()); // not once the client has closed too, which it may never do
        }));
        Cancellable otherAccounts = granted.changed(CallContext.caller(context))
                .subscribe()
                .with(changed -> own.runOnContext(now ->
                        session.close(SERVICE_RESTART, "The accounts that you may see have changed: connect again")));
        KeptAlive alive = new KeptAlive(vertx, socket);
        long init = vertx.setTimer(Math.max(1, limits.websocketInitTime().toMillis()), late -> {
            if (!conversation.isBegun()) {
                session.close(INIT_TIMEOUT, "Connection initialisation timeout");
            }
        });
        socket.closeHandler(closed -> {
            forget.run();
            otherAccounts.cancel();
            vertx.cancelTimer(init);
            alive.stop();
            open.giveBack(CallContext.caller(context).id());
            conversation.onClose();
            requests.end(call.request());
        });
        SocketFaults.watch(socket);
        socket.textMessageHandler(text -> {
            alive.heard();
            conversation.onMessage(text);
        });
    }
}
