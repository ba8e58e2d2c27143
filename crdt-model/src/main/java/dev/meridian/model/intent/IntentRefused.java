package dev.meridian.model.intent;

/** An intent cannot be carried out. Nothing was written, neither of it nor of those in the same list. */
public final class IntentRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int index;

    /**
     * @param index of the intent in its list, from 0
     * @param sentence for a person: what is wrong
     */
    public IntentRefused(int index, String sentence) {
        super(sentence);
        this.index = index;
    }

    public int index() {
        return index;
    }
}
