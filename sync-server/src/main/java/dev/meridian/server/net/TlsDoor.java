package dev.meridian.server.net;

import dev.meridian.server.tls.CredentialSource;
import dev.meridian.server.tls.Credentials;
import dev.meridian.server.tls.TlsException;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS 1.3 for accepted sockets, by the platform's engine; connections that are there keep the certificate they began with. Safe for every thread. */
public final class TlsDoor {
    private static final Logger LOG = LoggerFactory.getLogger(TlsDoor.class);
    private static final String PROTOCOL = "TLSv1.3";

    private final CredentialSource source;
    private final InstantSource clock;
    private volatile SslContext context;
    /** What could not be read the last time, so that the log says it once. */
    private String trouble = "";

    private TlsDoor(CredentialSource source, InstantSource clock, SslContext context) {
        this.source = source;
        this.clock = clock;
        this.context = context;
    }

    /** @throws TlsException if there is no certificate to begin with */
    public static TlsDoor open(CredentialSource source, InstantSource clock) throws TlsException {
        Credentials first = source.renewed(clock.instant())
                .orElseThrow(() -> new IllegalStateException("a source gave nothing at the first call"));
        try {
            return new TlsDoor(source, clock, context(first));
        } catch (SSLException e) {
            throw new IllegalStateException("the platform has no TLS 1.3", e);
        }
    }

    private static SslContext context(Credentials credentials) throws SSLException {
        LOG.info("tls: {}", credentials);
        return SslContextBuilder.forServer(
                        credentials.key(), credentials.chain().toArray(X509Certificate[]::new))
                .sslProvider(SslProvider.JDK)
                .protocols(PROTOCOL)
                .build();
    }

    /** Looks whether another certificate is due. May read files. */
    public synchronized void refresh() {
        try {
            Optional<Credentials> next = source.renewed(clock.instant());
            if (next.isPresent()) {
                context = context(next.get());
            }
            trouble = "";
        } catch (TlsException | SSLException e) {
            String said = String.valueOf(e.getMessage());
            if (!said.equals(trouble)) {
                LOG.warn("tls: the certificate in use stays: {}", said);
                trouble = said;
            }
        }
    }

    /** The first handler of a socket. */
    SslHandler handler(ByteBufAllocator allocator, int handshakeMillisMax) {
        SslHandler handler = context.newHandler(allocator);
        handler.setHandshakeTimeoutMillis(handshakeMillisMax);
        return handler;
    }
}
