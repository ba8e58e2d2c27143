package dev.meridian.model.plan;

import dev.meridian.model.automerge.Editor;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.schema.DocumentKind;
import java.util.List;

/**
 * Writes down one list of intents of its kind of document, in one transaction or in several. Used once, by its document.
 *
 * @param <I> the intents
 */
public abstract class Scribe<I extends Intent> {

    protected final Desk desk;

    protected Scribe(DocumentKind kind) {
        desk = new Desk(kind);
    }

    /** Writes one intent, or refuses it. */
    protected abstract void write(I intent);

    /** The intent cut so that each piece fits into a change by far. */
    protected abstract List<I> pieces(I intent);

    /** Whether this is the intent that makes the document. */
    protected abstract boolean makes(I intent);

    /**
     * Proves, without writing, that none of the intents will be refused, where that is cheap; refuses where one will. False where only writing
     * tells.
     */
    protected boolean proves(List<? extends I> intents) {
        return false;
    }

    /** What there is to say about all that was written. */
    protected List<Warning> warnings() {
        return List.of();
    }

    final void begin(Editor editor) {
        desk.begin(editor);
    }

    final void carryOut(int index, I intent) {
        desk.turnTo(index);
        if (makes(intent)) {
            desk.requireNoDocument();
        } else {
            desk.requireDocument();
        }
        write(intent);
    }

    /** Whether the next piece belongs into another change. */
    final boolean full() {
        return desk.full();
    }

    final void end() {
        desk.end();
    }
}
