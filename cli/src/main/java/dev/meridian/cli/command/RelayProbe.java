package dev.meridian.cli.command;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a relay whether it is there. */
final class RelayProbe {

    private static final int MILLIS_MAX = 1_500;
    private static final int OK = 200;

    private RelayProbe() {}

    static boolean answers(URI relay) {
        try {
            if (!(relay.resolve("/healthz").toURL().openConnection() instanceof HttpURLConnection http)) {
                return false;
            }
            http.setConnectTimeout(MILLIS_MAX);
            http.setReadTimeout(MILLIS_MAX);
            http.setInstanceFollowRedirects(false);
            try {
                return http.getResponseCode() == OK;
            } finally {
                http.disconnect();
            }
        } catch (IOException e) {
            return false; // not there is what was asked
        }
    }
}
