package io.muster.aws;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The threads of connections to AWS. Connecting always starts in a separate task, never within the call that asks for a
 * connection: the SDK's pool (2.57, {@code HttpOrHttp2ChannelPool}) adds its listener for the first connection only after it has
 * asked for it, to a promise that a failure replaces. If an unknown host failed within that call, no listener would get the
 * failure, and the AWS call would end as a time-out.
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
