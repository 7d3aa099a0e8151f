package io.muster.aws;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The threads of connections to AWS. A connection begins in a step of its own, never within the call that asks for it: the pool of the SDK
 * (2.57, {@code HttpOrHttp2ChannelPool}) listens for the first connection's end only after it has asked for it, by a promise that a
 * failure replaces. A host without an address that fails at once, on the pool's own thread, would be heard by nobody, and the
 * call end as a time-out.
 */
final class EventLoops extends NioEventLoopGroup {

    private static final String NAME = "aws-java-sdk-NettyEventLoop";

    /** As many as Netty thinks fit. */
    EventLoops() {
        this(0);
    }

    EventLoops(int threads) {
        super(threads, new DefaultThreadFactory(NAME, true));
    }

    @Override
    public ChannelFuture register(Channel channel) {
        EventLoop loop = next();
        ChannelPromise registered = new DefaultChannelPromise(channel, loop);
        loop.execute(() -> {
            // the same promise
            ChannelFuture unused = loop.register(registered);
        });
        return registered;
    }
}
