package dev.meridian.sync.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The last thing first: what depends on the order of the work shows. */
public final class Backwards implements Workers {
    @Override
    public <A, B> List<B> each(List<A> things, Function<? super A, ? extends B> work) {
        List<B> results = new ArrayList<>();
        for (A thing : things.reversed()) {
            results.addFirst(work.apply(thing));
        }
        return results;
    }
}
