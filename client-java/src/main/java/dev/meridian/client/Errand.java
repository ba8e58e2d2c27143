package dev.meridian.client;

import dev.meridian.client.local.Delivery;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.id.ItemId;
import java.util.concurrent.CompletableFuture;

/** Something that a caller waits for while a session runs. Called on the workspace's thread. */
abstract class Errand<T> {
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final long startedNanos = System.nanoTime();
    private boolean reached;

    /** What the caller waits for. */
    final CompletableFuture<T> result() {
        return result;
    }

    final boolean isDone() {
        return result.isDone();
    }

    final long startedNanos() {
        return startedNanos;
    }

    /** Whether the relay has answered since this began. */
    final boolean reachedRelay() {
        return reached;
    }

    final void reached() {
        reached = true;
    }

    final void done(T value) {
        result.complete(value);
    }

    final void failed(RuntimeException reason) {
        if (result.completeExceptionally(reason)) {
            abandoned();
        }
    }

    /**
     * Everything that the relay has is stored here. Called whenever that may have changed.
     *
     * @return whether it put something into the outbox
     */
    abstract boolean live();

    /** Entries were stored. */
    void stored(Delivery.Stored delivery) {}

    /** The relay was given back entries that it had lost. */
    void restored(long entries) {}

    /** The relay refused an own item, which is out of the outbox. */
    void refused(ItemId item, ErrorCode code, String message) {}

    /** The relay has no room for an own item, which stays in the outbox with what was made after it. */
    void noRoom(ItemId item, RelayException reason) {
        failed(reason);
    }

    /** Whether it makes this item anew where another record came first. */
    boolean makesAnew(ItemId item) {
        return false;
    }

    /** The session's status changed. */
    void status(ClientStatus status) {}

    /** It failed: undo what must not happen without its caller. */
    void abandoned() {}
}
