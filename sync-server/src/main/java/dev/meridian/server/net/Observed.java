package dev.meridian.server.net;

import io.netty.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For futures that nobody waits for: a failure is logged, not lost. */
final class Observed {
    private static final Logger LOG = LoggerFactory.getLogger(Observed.class);

    private Observed() {}

    /** Logs if it fails; {@code what} is being done, for the log. */
    static void by(String what, Future<?> future) {
        future.addListener(done -> {
            if (!done.isSuccess()) {
                LOG.debug("{}: {}", what, String.valueOf(done.cause()));
            }
        });
    }
}
