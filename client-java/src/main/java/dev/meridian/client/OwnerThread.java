package dev.meridian.client;

import dev.meridian.client.local.Documents.NotThisKind;
import dev.meridian.client.store.StoreFault;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that owns a workspace's store and documents. Calls come from everywhere and take their turn. */
final class OwnerThread {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerThread.class);

    private final ScheduledThreadPoolExecutor executor;
    private volatile @Nullable Thread thread;

    /** What the bodies are about is gone. Of this thread; volatile, because the executor may replace a thread that died. */
    private volatile boolean ended;

    OwnerThread(String name) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = Thread.ofPlatform().name(name).daemon().unstarted(task);
            thread = made;
            return made;
        });
        executor.setRemoveOnCancelPolicy(true);
        // Calls that have not begun when the workspace closes are cancelled, and say so.
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs the body on the thread and waits for it. Interrupts are kept for later: an edit is done or not, never unknown. */
    <T> T call(Supplier<T> body) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a planner, reader or progress listener must not call the workspace");
        }
        Future<T> result;
        try {
            result = executor.submit(() -> {
                if (ended) {
                    throw closed();
                }
                return body.get();
            });
        } catch (RejectedExecutionException e) {
            throw closed();
        }
        return await(result);
    }

    private static <T> T await(Future<T> result) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (CancellationException e) {
                    throw closed();
                } catch (ExecutionException e) {
                    throw translated(e.getCause() == null ? e : e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs the body on the thread, some time. What it throws is a bug, and logged. */
    void post(Runnable body) {
        try {
            executor.execute(() -> guarded(body));
        } catch (RejectedExecutionException e) {
            // Closed in the meantime: whoever closed has let go of everything that the body was about.
            LOG.debug("after close: {}", e.toString());
        }
    }

    /** Runs the body on the thread after a while, unless that is closed until then. */
    void after(long millis, Runnable body) {
        ScheduledFuture<?> unused = executor.schedule(() -> guarded(body), millis, TimeUnit.MILLISECONDS);
    }

    /** Runs the body on the thread again and again. */
    ScheduledFuture<?> every(long millis, Runnable body) {
        return executor.scheduleWithFixedDelay(() -> guarded(body), millis, millis, TimeUnit.MILLISECONDS);
    }

    private void guarded(Runnable body) {
        if (ended) {
            return;
        }
        try {
            body.run();
        } catch (RuntimeException e) {
            LOG.error("in the background: {}", e.toString(), e);
        }
    }

    /** What the SDK throws for a failure on the thread. */
    static RuntimeException translated(Throwable failure) {
        return switch (failure) {
            case StoreFault fault -> storeException(fault);
            case NotThisKind other ->
                new UnknownNameException(
                        UnknownNameException.Reason.NOT_FOUND,
                        "There is something else under this id: " + other.getMessage());
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> new IllegalStateException(failure);
        };
    }

    static StoreException storeException(StoreFault fault) {
        StoreException.Reason reason = switch (fault.kind()) {
            case LOCKED -> StoreException.Reason.LOCKED;
            case CORRUPT -> StoreException.Reason.CORRUPT;
            case FULL -> StoreException.Reason.FULL;
            case READ_ONLY -> StoreException.Reason.READ_ONLY;
            case NEWER_VERSION -> StoreException.Reason.NEWER_VERSION;
            case FAILED -> StoreException.Reason.FAILED;
        };
        return new StoreException(reason, String.valueOf(fault.getMessage()), fault);
    }

    private static ClosedException closed() {
        return new ClosedException("The workspace was closed.");
    }

    /** Runs the last body and ends the thread: what was posted before and has not had its turn is let go, like what comes later. */
    void close(Runnable last) {
        try {
            await(executor.submit(() -> {
                try {
                    last.run();
                } finally {
                    ended = true;
                }
            }));
        } catch (RejectedExecutionException e) {
            LOG.debug("closed twice: {}", e.toString());
        } finally {
            executor.shutdown();
        }
    }
}
