package dev.meridian.sync.client;

import java.util.List;
import java.util.function.Function;

/** Who does the same pure work on many things: one thread or several. The results are the same, in the order of the things. */
public interface Workers {
    /** One thing after the other, on the caller's thread. */
    Workers ONE = new Workers() {
        @Override
        public <A, B> List<B> each(List<A> things, Function<? super A, ? extends B> work) {
            return things.stream().<B>map(work).toList();
        }
    };

    /**
     * Does the work on each of the things and waits for all of it.
     *
     * @param work without effects, and safe for every thread
     */
    <A, B> List<B> each(List<A> things, Function<? super A, ? extends B> work);
}
