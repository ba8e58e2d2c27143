package dev.meridian.server.shard;

/** A client's connection, as the shard that serves it sees it. Safe for every thread. */
public interface Connection {
    /** Its number in this process: never used twice, fit for logs. */
    long number();

    /** Whether more waits to be written to it than it should: then it leaves live fan-out. */
    boolean isBackedUp();

    /** The client has logged in: the narrow limits of strangers end. */
    void loggedIn();

    /** There is room in the mailbox again: read on. */
    void resumeReading();
}
