package dev.meridian.model.automerge;

/** Marks what the next commits fill in. Here for those alone: it goes with the last of them. */
@SuppressWarnings({"TypeParameterUnusedInFormals", "DoNotCallSuggester"}) // never returns
final class Unbuilt {

    private Unbuilt() {}

    static <T> T unbuilt(String what) {
        throw new UnsupportedOperationException(what);
    }
}
