package dev.meridian.cli;

import ch.qos.logback.classic.Logger;
import dev.meridian.cli.run.Logs;
import org.slf4j.LoggerFactory;

/** The process's own logging: {@code logback.xml} says where and in what form, this says how much. */
final class LogbackLogs implements Logs {

    @Override
    public void show(Level level) {
        root().setLevel(
                        switch (level) {
                            case QUIET -> ch.qos.logback.classic.Level.OFF;
                            case EVENTS -> ch.qos.logback.classic.Level.INFO;
                            case DETAILS -> ch.qos.logback.classic.Level.DEBUG;
                        });
    }

    private static Logger root() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            return root;
        }
        throw new IllegalStateException("logback is not what SLF4J found");
    }
}
