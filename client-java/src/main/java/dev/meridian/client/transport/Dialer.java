package dev.meridian.client.transport;

import java.net.http.HttpClient;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Opens sockets to relays. Everything of a socket runs on the executor that it was given, which must have one thread. */
public final class Dialer implements AutoCloseable {
    private final SocketOptions options;
    private final ScheduledExecutorService executor;
    private final HttpClient client;

    /**
     * A dialer whose sockets live on the executor; that one stays the caller's.
     *
     * @param tls judges the certificates of those that are dialled securely
     */
    public Dialer(SocketOptions options, SSLContext tls, ScheduledExecutorService executor) {
        this.options = options;
        this.executor = executor;
        this.client = HttpClient.newBuilder()
                .executor(executor)
                .connectTimeout(options.connectTimeout())
                .sslContext(tls)
                .sslParameters(tls13())
                .build();
    }

    /** TLS 1.3, and nothing before it. */
    static SSLParameters tls13() {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        return parameters;
    }

    /** Starts to dial; the listener hears what came of it. */
    public RelaySocket dial(RelayAddress address, SocketListener listener) {
        RelaySocket socket = new RelaySocket(address, options, executor, listener);
        socket.open(client);
        return socket;
    }

    /** Cuts every connection. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
