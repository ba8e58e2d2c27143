package dev.meridian.cli.run;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A standard stream of the process, in UTF-8 whatever the locale: titles are in every script, and JSON is UTF-8 by its definition. It knows why
 * writing failed, which a {@link PrintStream} alone keeps to itself. Safe for use from several threads.
 */
public final class Output extends PrintStream {

    private static final int BUFFER_BYTES = 8_192;

    private final Sink sink;

    public Output(OutputStream to) {
        this(new Sink(to));
    }

    private Output(Sink sink) {
        super(new BufferedOutputStream(sink, BUFFER_BYTES), false, StandardCharsets.UTF_8);
        this.sink = sink;
    }

    /** Whether whoever read this went away, as {@code head} does when it has enough: no failure of this program. */
    public boolean readerIsGone() {
        return sink.readerIsGone;
    }

    private static final class Sink extends FilterOutputStream {
        private volatile boolean readerIsGone;

        Sink(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                // Java tells EPIPE from a full disk by these words alone.
                String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
                readerIsGone = why.contains("broken pipe") || why.contains("pipe is being closed");
                throw e;
            }
        }
    }
}
