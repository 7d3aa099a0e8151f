package io.muster.rest.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.annotation.Nullable;
import java.util.concurrent.TimeUnit;

/**
 * Closes one connection when a call's head is not complete in time: the first from when the connection was accepted (over TLS the
 * handshake included), a later one from its first byte.
 *
 * <p>Heads of HTTP/2 are recognized by their frames. A head of HTTP/1 ends when the server passes the request on; the next head begins
 * with the next byte after the request. No limit applies during an answer, because the server may have paused reading, nor after
 * a websocket's handshake, when the server no longer reads HTTP.
 *
 * <p>All state belongs to the channel's event loop.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<HeadDeadline> OF_CHANNEL = AttributeKey.valueOf(HeadDeadline.class.getName());

    private final Channel channel;
    private final long limitMillis;
    private final Runnable closed;

    private @Nullable Http2Heads http2 = new Http2Heads();
    private @Nullable HttpServerRequest current;
    private @Nullable ScheduledFuture<?> timer;
    private boolean placed;
    private boolean off;
    private boolean underWay = true;
    private long requests;
    private int unanswered;

    /** The deadline of a channel that is just accepted; {@code closed} learns when it was missed. */
    HeadDeadline(Channel channel, long limitMillis, Runnable closed) {
        this.channel = channel;
        this.limitMillis = limitMillis;
        this.closed = closed;
        channel.attr(OF_CHANNEL).set(this);
    }

    /** The deadline of the channel; null where the channel was accepted before deadlines were set. */
    static @Nullable HeadDeadline of(Channel channel) {
        return channel.attr(OF_CHANNEL).get();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        settle();
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!placed) {
            placed = true;
            watchBytes(context);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        settle();
    }

    /** The server has the request, whole up to its body. */
    void head(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            if (http2 == null) {
                http2 = new Http2Heads(); // an upgrade: what follows begins with the preface
                underWay = false;
            }
        } else {
            unanswered++;
            current = request;
            underWay = false;
        }
        requests++;
        settle();
    }

    /** An answer came to its end, on any thread. */
    void answered(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            channel.eventLoop().execute(() -> {
                unanswered--;
                settle();
            });
        }
    }

    /** Behind TLS, for its records are not the client's words; all handlers that decrypt are there when the first byte comes. */
    private void watchBytes(ChannelHandlerContext own) {
        ChannelPipeline pipeline = own.pipeline();
        ChannelHandlerContext tls = pipeline.context(SslHandler.class);
        if (tls == null) {
            tls = pipeline.context(AbstractSniHandler.class);
        }
        pipeline.addAfter((tls == null ? own : tls).name(), null, watch());
    }

    private ChannelHandler watch() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (!off && message instanceof ByteBuf bytes) {
                    bytes(bytes);
                }
                context.fireChannelRead(message);
            }
        };
    }

    private void bytes(ByteBuf bytes) {
        if (http2 == null) {
            underWay |= unanswered == 0 || (current != null && current.isEnded());
        } else {
            long before = http2.complete();
            if (!http2.read(bytes)) {
                http2 = null;
                off = requests > 0;
            } else if (http2.complete() > before) {
                cancel();
                underWay = http2.underWay();
            } else {
                underWay |= http2.underWay();
            }
        }
    }

    private void settle() {
        boolean due = !off && underWay && (http2 != null || unanswered == 0);
        if (!due) {
            cancel();
        } else if (requests > 0 && http2 == null && channel.pipeline().get(HttpRequestDecoder.class) == null) {
            end();
        } else if (timer == null && channel.isActive()) {
            timer = channel.eventLoop().schedule(this::expire, limitMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void expire() {
        if (!off && channel.isActive()) {
            closed.run();
            ChannelFuture ignored = channel.close();
        }
    }

    private void end() {
        off = true;
        cancel();
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
