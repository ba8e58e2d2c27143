package dev.meridian.server.net;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.meridian.server.metrics.RelayMeters;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sockets that could not be taken: counted, and said at most once a minute for each reason. As the last handler of the listening socket it also hears when the system has no
 * more files to give; Netty then tries again every second, and those who wait in the system's queue come in when others have gone. Safe for every thread.
 */
@Sharable
final class Overflow extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Overflow.class);
    private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int socketsMax;
    private final RelayMeters meters;
    private final Ticker ticker;
    private final AtomicLong saidFull;
    private final AtomicLong saidFailed;

    Overflow(int socketsMax, RelayMeters meters, Ticker ticker) {
        this.socketsMax = socketsMax;
        this.meters = meters;
        this.ticker = ticker;
        long longAgo = ticker.read() - SILENCE_NANOS;
        saidFull = new AtomicLong(longAgo);
        saidFailed = new AtomicLong(longAgo);
    }

    /** Whether one more is too many, so many being open with it. */
    boolean isTooMany(int open) {
        if (open <= socketsMax) {
            return false;
        }
        meters.turnedAway("full");
        if (isTimeToSay(saidFull)) {
            LOG.warn("{} sockets are open, as many as may be; new ones are closed at once", socketsMax);
        }
        return true;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        meters.turnedAway("failed");
        if (isTimeToSay(saidFailed)) {
            LOG.error("new sockets cannot be taken, those that are open go on: {}", cause.getMessage());
        }
    }

    private boolean isTimeToSay(AtomicLong said) {
        long now = ticker.read();
        long last = said.get();
        return now - last >= SILENCE_NANOS && said.compareAndSet(last, now);
    }
}
