package dev.meridian.server.web;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.Objects;

/**
 * A file of the web client.
 *
 * @param type its media type
 * @param hash of its content, for the entity tag
 * @param immutable whether its name changes with its content, so that it may be kept for ever
 * @param bytes by coding; plain ones are always there
 */
public record WebFile(String type, String hash, boolean immutable, Map<WebCoding, ByteString> bytes) {
    public WebFile {
        bytes = Map.copyOf(bytes);
    }

    /** The smallest that a client with this {@code Accept-Encoding} takes. */
    public WebCoding codingFor(String acceptEncoding) {
        for (WebCoding each : WebCoding.values()) {
            if (bytes.containsKey(each) && each.isAcceptedBy(acceptEncoding)) {
                return each;
            }
        }
        return WebCoding.PLAIN;
    }

    /** Its bytes in a coding that it has. */
    public ByteString in(WebCoding coding) {
        return Objects.requireNonNull(bytes.get(coding), "this file is not there in that coding");
    }

    /** Names these bytes (RFC 9110, section 8.8.3). */
    public String entityTag(WebCoding coding) {
        return '"' + hash + '-' + coding.token() + '"';
    }
}
