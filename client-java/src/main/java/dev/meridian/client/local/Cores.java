package dev.meridian.client.local;

import dev.meridian.sync.client.Workers;
import java.util.List;
import java.util.function.Function;

/** All cores of the machine: the caller's thread and the JVM's common pool (ADR 0041). Safe for every thread. */
public final class Cores implements Workers {
    /** Fewer are done before another thread has woken. */
    private static final int SPREAD_LEAST = 8;

    @Override
    public <A, B> List<B> each(List<A> things, Function<? super A, ? extends B> work) {
        return things.size() < SPREAD_LEAST
                ? Workers.ONE.each(things, work)
                : things.parallelStream().<B>map(work).toList();
    }
}
