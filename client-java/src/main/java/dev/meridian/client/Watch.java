package dev.meridian.client;

/** A live connection of a workspace: it receives and sends by itself, and comes back by itself when the relay was away. */
public interface Watch extends AutoCloseable {
    /** Ends it. What is not sent stays in the outbox. */
    @Override
    void close();
}
