package dev.meridian.model.intent;

/** An intent cannot be carried out. Nothing was written, neither of it nor of those in the same list. */
public final class IntentRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int index;
    private final String sentence;

    /**
     * @param index of the intent in its list, from 0
     * @param sentence for a person: what is wrong
     */
    public IntentRefused(int index, String sentence) {
        super(sentence);
        this.index = index;
        this.sentence = sentence;
    }

    public int index() {
        return index;
    }

    /** The same, by the intent's place in the longer list that this list is part of. */
    public IntentRefused at(int other) {
        IntentRefused moved = new IntentRefused(other, sentence);
        moved.initCause(this);
        return moved;
    }
}
