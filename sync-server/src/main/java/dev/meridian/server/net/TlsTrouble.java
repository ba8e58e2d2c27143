package dev.meridian.server.net;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import javax.net.ssl.SSLException;

/** What goes wrong below HTTP: the client's doing, or the way's; never a bug. */
final class TlsTrouble {
    private TlsTrouble() {}

    static boolean is(Throwable thrown) {
        Throwable cause = thrown instanceof DecoderException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return cause instanceof SSLException || cause instanceof NotSslRecordException;
    }
}
