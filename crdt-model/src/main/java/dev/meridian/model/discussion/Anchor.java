package dev.meridian.model.discussion;

import dev.meridian.model.text.TextRange;

/**
 * The part of a text that a thread is about.
 *
 * @param quote what it was when the thread was opened
 * @param state what became of it
 * @param range where it is now; empty, and where it was, if it was deleted
 */
public record Anchor(String quote, State state, TextRange range) {

    public enum State {
        /** The quote stands there as it was. */
        INTACT("intact"),
        /** Something else stands there now. */
        CHANGED("changed"),
        /** Original text deleted. */
        DELETED("deleted");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As exported. */
        public String word() {
            return word;
        }
    }
}
