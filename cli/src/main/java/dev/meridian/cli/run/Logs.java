package dev.meridian.cli.run;

/** What happens to the events that the libraries and shells log. */
public interface Logs {

    /** Drops all. */
    Logs NONE = level -> {};

    /** How much goes to stderr, one line an event. */
    enum Level {
        /** Nothing: a command says itself what a person must know. */
        QUIET,
        /** What an operator of a service wants to see. */
        EVENTS,
        /** What somebody who looks for a fault wants to see. */
        DETAILS
    }

    void show(Level level);
}
