package dev.meridian.server.admin;

/**
 * What the operator's door answers.
 *
 * @param status of HTTP
 * @param type of the body
 */
public record AdminAnswer(int status, String type, String body) {
    static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    /** A sentence. */
    public static AdminAnswer text(int status, String sentence) {
        return new AdminAnswer(status, "text/plain; charset=utf-8", sentence + "\n");
    }

    /** JSON. */
    public static AdminAnswer json(int status, String json) {
        return new AdminAnswer(status, "application/json", json + "\n");
    }
}
