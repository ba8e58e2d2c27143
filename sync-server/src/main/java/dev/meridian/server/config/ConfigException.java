package dev.meridian.server.config;

/** A settings file is wrong. Its message is one sentence that names the file and, where one is to blame, the line. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1;

    ConfigException(String sentence) {
        super(sentence);
    }

    ConfigException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
