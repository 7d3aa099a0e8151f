package io.muster.rest.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.HttpOrder;
import io.muster.rest.HttpConfig;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.net.InetSocketAddress;
import java.util.Iterator;

/**
 * Gives each connection of the main port a {@link HeadDeadline}.
 *
 * <p>Neither Vert.x nor Quarkus has such a limit, nor a way to reach a connection before its first request: the port's own channel is
 * found among those of the event loop that accepts connections, and a handler there sees each connection as it is accepted.
 */
@ApplicationScoped
class SlowHeads {

    private static final String HANDLER = "muster-head-deadlines";

    private final Vertx vertx;
    private final HttpServer server;
    private final long limitMillis;
    private final Counter closed;

    SlowHeads(Vertx vertx, HttpServer server, HttpConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        this.server = server;
        this.limitMillis = Math.max(1, config.headTime().toMillis());
        this.closed = Counter.builder("muster.http.slow.heads")
                .description("Connections that were closed because the head of a call did not come in time")
                .register(registry);
    }

    void register(@Observes Filters filters) {
        filters.register(SlowHeads::watch, HttpOrder.SLOW_HEADS);
    }

    void started(@ObservesAsync HttpServerStart start) {
        watchPort(server.getPort());
    }

    void startedWithTls(@ObservesAsync HttpsServerStart start) {
        watchPort(server.getSecurePort());
    }

    /** Watches what the port accepts from now on. */
    void watchPort(int port) {
        for (EventExecutor loop : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            loop.execute(() -> watchPort((SingleThreadEventLoop) loop, port));
        }
    }

    static void watch(RoutingContext call) {
        HttpServerRequest request = call.request();
        HeadDeadline deadline = deadline(request);
        if (deadline != null) {
            deadline.head(request);
            AnswerEnd.then(call, () -> deadline.answered(request));
        }
        call.next();
    }

    private static @Nullable HeadDeadline deadline(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection ? HeadDeadline.of(connection.channel()) : null;
    }

    private void watchPort(SingleThreadEventLoop loop, int port) {
        Iterator<Channel> channels = loop.registeredChannelsIterator();
        while (channels.hasNext()) {
            Channel channel = channels.next();
            if (channel instanceof ServerChannel
                    && channel.localAddress() instanceof InetSocketAddress address
                    && address.getPort() == port
                    && channel.pipeline().get(HANDLER) == null) {
                channel.pipeline().addFirst(HANDLER, new Accepted());
            }
        }
    }

    /** A server's channel reads connections as others read bytes. */
    private final class Accepted extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (accepted instanceof Channel connection) {
                connection.pipeline().addLast(new HeadDeadline(connection, limitMillis, closed::increment));
            }
            context.fireChannelRead(accepted);
        }
    }
}
