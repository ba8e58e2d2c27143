package dev.meridian.model.rhythm;

/**
 * That something is worth a meeting of its own, and why.
 *
 * @param why a sentence without a full stop
 */
public record Advice(Kind kind, Target target, String why) {

    /** What is. */
    public enum Kind {
        OBJECTIONS("objections"),
        KICK_OFF("kickOff"),
        RETROSPECTIVE("retrospective");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As JSON writes it. */
        public String word() {
            return word;
        }
    }
}
