package dev.meridian.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.meridian.cli.run.Logs;
import dev.meridian.server.config.LogForm;
import org.slf4j.LoggerFactory;

/** The process's own logging: {@code logback.xml} says where, and in what form for people; this says how much, and in what form for programs. */
final class LogbackLogs implements Logs {
    private static final String APPENDER = "STDERR";

    @Override
    public void show(Level level, LogForm form) {
        Logger root = root();
        if (form == LogForm.JSON) {
            writeJson(root);
        }
        root.setLevel(
                switch (level) {
                    case QUIET -> ch.qos.logback.classic.Level.OFF;
                    case EVENTS -> ch.qos.logback.classic.Level.INFO;
                    case DETAILS -> ch.qos.logback.classic.Level.DEBUG;
                });
    }

    private static void writeJson(Logger root) {
        if (!(root.getAppender(APPENDER) instanceof OutputStreamAppender<ILoggingEvent> appender)) {
            throw new IllegalStateException("logback.xml has no appender " + APPENDER);
        }
        JsonLines lines = new JsonLines();
        lines.setContext(root.getLoggerContext());
        lines.start();
        appender.setEncoder(lines);
    }

    private static Logger root() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            return root;
        }
        throw new IllegalStateException("logback is not what SLF4J found");
    }
}
