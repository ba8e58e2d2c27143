package dev.meridian.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * Log events as JSON, an object a line: {@code time} (RFC 3339), {@code level}, {@code source} (who says it), {@code message}, what the event names (numbers as
 * numbers, all else as text), and {@code stack} where something was thrown. docs/operations.md has the fields.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final JsonFactory json = new JsonFactory();

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("time", event.getInstant().toString());
            out.writeStringField("level", event.getLevel().toString());
            out.writeStringField("source", simpleName(event.getLoggerName()));
            out.writeStringField("message", event.getFormattedMessage());
            writeNamed(out, event);
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                out.writeStringField("stack", ThrowableProxyUtil.asString(thrown));
            }
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return line.toByteArray();
    }

    private static void writeNamed(JsonGenerator out, ILoggingEvent event) throws IOException {
        List<KeyValuePair> named = event.getKeyValuePairs();
        if (named == null) {
            return;
        }
        for (KeyValuePair each : named) {
            if (each.value instanceof Number number) {
                out.writeNumberField(each.key, number.longValue());
            } else {
                out.writeStringField(each.key, String.valueOf(each.value));
            }
        }
    }

    private static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
