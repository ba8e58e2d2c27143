package dev.meridian.model.automerge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A text inside a transaction: its length always, its characters only when somebody asks. */
final class PlannedText {

    private record Splice(int position, int deleteCount, String insert) {}

    private final Supplier<String> base;
    private final List<Splice> pending = new ArrayList<>();
    private @Nullable StringBuilder characters;
    private int length;

    PlannedText(int length, Supplier<String> base) {
        this.length = length;
        this.base = base;
    }

    int length() {
        return length;
    }

    void splice(int position, int deleteCount, String insert, int insertCount) {
        pending.add(new Splice(position, deleteCount, insert));
        length += insertCount - deleteCount;
    }

    String text() {
        StringBuilder text = characters;
        if (text == null) {
            text = new StringBuilder(base.get());
            characters = text;
        }
        for (Splice splice : pending) {
            int from = text.offsetByCodePoints(0, splice.position);
            int to = text.offsetByCodePoints(from, splice.deleteCount);
            text.replace(from, to, splice.insert);
        }
        pending.clear();
        return text.toString();
    }
}
