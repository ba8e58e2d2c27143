package dev.meridian.server.web;

import java.util.Locale;
import java.util.Optional;

/** How the bytes of a file are coded on the way (RFC 9110, section 8.4), the most welcome first. */
public enum WebCoding {
    BROTLI("br", ".br"),
    GZIP("gzip", ".gz"),
    /** As they are. */
    PLAIN("identity", "");

    private final String token;
    private final String suffix;

    WebCoding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
    }

    /** As HTTP calls it. */
    public String token() {
        return token;
    }

    /** What the packed file's name has in addition. */
    String suffix() {
        return suffix;
    }

    /** The one of this name in the list of files. */
    static Optional<WebCoding> named(String token) {
        for (WebCoding each : values()) {
            if (each.token.equals(token)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Whether a client that sent this {@code Accept-Encoding} takes it (RFC 9110, section 12.5.3). Plain bytes are taken always. */
    public boolean isAcceptedBy(String acceptEncoding) {
        if (this == PLAIN) {
            return true;
        }
        boolean any = false;
        for (String each : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = each.split(";", -1);
            String name = parts[0].strip();
            if (name.equals(token)) {
                return !isRefused(parts);
            }
            any |= name.equals("*") && !isRefused(parts);
        }
        return any;
    }

    private static boolean isRefused(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].replace(" ", "").matches("q=0(\\.0{0,3})?")) {
                return true;
            }
        }
        return false;
    }
}
