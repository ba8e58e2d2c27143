package dev.meridian.server.net;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Frame;
import dev.meridian.server.metrics.RelayMeters;
import dev.meridian.server.shard.Readiness;
import dev.meridian.server.shard.Shards;
import dev.meridian.server.shard.Wire;
import dev.meridian.server.web.WebFiles;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The relay's socket and the event loops behind it. */
public final class SyncListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncListener.class);
    private static final int BACKLOG = 1_024;
    private static final int HTTP_LINE_BYTES_MAX = 2 << 10;
    private static final int HTTP_HEADER_BYTES_MAX = 8 << 10;
    private static final int HTTP_BODY_BYTES_MAX = 1 << 10;
    private static final int SWEEP_MILLIS = 1_000;
    private static final int REFRESH_MILLIS = 60_000;
    private static final int GOODBYE_MILLIS_MAX = 1_500;
    private static final int QUIET_STOP_MILLIS = 0;
    private static final int STOP_MILLIS_MAX = 5_000;

    private final NetLimits limits;
    private final EventLoopGroup loops;
    private final IdentityHashMap<EventLoop, LoopConnections> connections = new IdentityHashMap<>();
    private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Overflow overflow;
    private final Channel server;

    private SyncListener(
            Binding binding,
            NetLimits limits,
            HostNames hosts,
            Shards shards,
            Supplier<CompletableFuture<Readiness>> readiness,
            RelayMeters meters)
            throws IOException {
        this.limits = limits;
        overflow = new Overflow(limits.connectionsMax(), meters, Ticker.systemTicker());
        Transport transport = Transport.best();
        loops = new MultiThreadIoEventLoopGroup(
                binding.eventLoops(), new DefaultThreadFactory("meridian-net"), transport.ioHandlers());
        for (EventExecutor each : loops) {
            connections.put((EventLoop) each, new LoopConnections());
        }
        SyncUpgrade upgrade = new SyncUpgrade(limits, hosts, shards, this::connectionsOf, meters);
        meters.watch("meridian.sockets", "Open sockets, of clients and of HTTP", sockets, ChannelGroup::size);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(transport.channel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark(limits))
                .childHandler(new Pipeline(binding.tls(), upgrade, readiness, binding.files()));
        server = bind(bootstrap, binding.address());
        connections.forEach((loop, own) -> Observed.by(
                "sweep", loop.scheduleAtFixedRate(own::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS)));
        binding.tls().ifPresent(this::keepFresh);
        LOG.info("listening on {} ({})", address(), transport);
    }

    // Not on an event loop: it may read files.
    private void keepFresh(TlsDoor tls) {
        Observed.by(
                "certificate",
                loops.scheduleAtFixedRate(
                        () -> ForkJoinPool.commonPool().execute(tls::refresh),
                        REFRESH_MILLIS,
                        REFRESH_MILLIS,
                        TimeUnit.MILLISECONDS));
    }

    /**
     * Where to listen, and what is to be had there besides syncing.
     *
     * @param eventLoops threads that read and write
     * @param files what it serves to browsers
     * @param tls none: plain
     */
    public record Binding(InetSocketAddress address, int eventLoops, WebFiles files, Optional<TlsDoor> tls) {}

    /**
     * Listens.
     *
     * @throws IOException if it cannot; the message quotes the system
     */
    public static SyncListener open(
            Binding binding,
            NetLimits limits,
            HostNames hosts,
            Shards shards,
            Supplier<CompletableFuture<Readiness>> readiness,
            RelayMeters meters)
            throws IOException {
        return new SyncListener(binding, limits, hosts, shards, readiness, meters);
    }

    /** A shard's way out through this module's connections. */
    public static Wire newWire() {
        return new EventLoopWire();
    }

    private Channel bind(ServerBootstrap bootstrap, InetSocketAddress address) throws IOException {
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (bound.isSuccess()) {
            bound.channel().pipeline().addLast(overflow);
            return bound.channel();
        }
        stopLoops();
        Throwable cause = Objects.requireNonNull(bound.cause());
        throw cause instanceof IOException known ? known : new IOException(cause.toString(), cause);
    }

    /** What a client may be behind before it counts as slow: half of the limit waits in the channel, half on the way to it. */
    private static WriteBufferWaterMark waterMark(NetLimits limits) {
        int high = limits.unsentBytesMax() / 2;
        return new WriteBufferWaterMark(Math.max(1, high / 4), Math.max(1, high));
    }

    /** Where it listens; the port is the one it got. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    private LoopConnections connectionsOf(EventLoop loop) {
        return Objects.requireNonNull(connections.get(loop));
    }

    /** Takes no more connections, and reads no more from those that are there. */
    public void stopAccepting() {
        server.close().awaitUninterruptibly();
        onEveryConnection(SyncConnection::stopReading);
    }

    /** Tells every client, then lets it go. What was sent to it before leaves first. */
    public void sayGoodbye(Frame goAway, String reason) {
        ByteString bytes = goAway.toByteString();
        onEveryConnection(connection -> {
            ByteBuf frame = WebSocketBytes.of(bytes);
            connection.queued(frame.readableBytes());
            connection.write(frame);
            connection.closeWith(Goodbye.stopping(reason));
        });
    }

    private void onEveryConnection(java.util.function.Consumer<SyncConnection> action) {
        List<Future<?>> done = new ArrayList<>();
        connections.forEach((loop, own) -> done.add(loop.submit(() -> own.all().forEach(action))));
        done.forEach(Future::awaitUninterruptibly);
    }

    /** Waits a moment for goodbyes under way, closes what is still open, and ends the threads. */
    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        sockets.newCloseFuture().awaitUninterruptibly(GOODBYE_MILLIS_MAX);
        stopLoops();
    }

    private void stopLoops() {
        loops.shutdownGracefully(QUIET_STOP_MILLIS, STOP_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly();
    }

    /** What every accepted socket starts with. */
    private final class Pipeline extends ChannelInitializer<Channel> {
        private final Optional<TlsDoor> tls;
        private final SyncUpgrade upgrade;
        private final Supplier<CompletableFuture<Readiness>> readiness;
        private final WebFiles files;
        private final WebAnswers web = new WebAnswers(limits.loginMillisMax());

        Pipeline(
                Optional<TlsDoor> tls,
                SyncUpgrade upgrade,
                Supplier<CompletableFuture<Readiness>> readiness,
                WebFiles files) {
            this.tls = tls;
            this.upgrade = upgrade;
            this.readiness = readiness;
            this.files = files;
        }

        @Override
        protected void initChannel(Channel channel) {
            sockets.add(channel);
            if (overflow.isTooMany(sockets.size())) {
                Observed.by("close", channel.close());
                return;
            }
            tls.ifPresent(door -> channel.pipeline().addLast(door.handler(channel.alloc(), limits.loginMillisMax())));
            channel.pipeline()
                    .addLast(new HttpDeadline(limits.loginMillisMax()))
                    .addLast(new HttpServerCodec(HTTP_LINE_BYTES_MAX, HTTP_HEADER_BYTES_MAX, HTTP_BODY_BYTES_MAX))
                    .addLast(new HttpObjectAggregator(HTTP_BODY_BYTES_MAX, true))
                    .addLast(new HttpRouter(readiness, upgrade, files, web));
        }
    }
}
