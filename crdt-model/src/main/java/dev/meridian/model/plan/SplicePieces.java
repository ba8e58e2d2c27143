package dev.meridian.model.plan;

import dev.meridian.model.text.Splice;
import java.util.ArrayList;
import java.util.List;

/** Cuts long text edits so that each piece fits into a change. Applied one after the other the pieces do the same. */
public final class SplicePieces {

    private final List<List<Splice>> pieces = new ArrayList<>();
    private List<Splice> piece = new ArrayList<>();
    private int chars;

    private SplicePieces() {}

    public static List<List<Splice>> of(List<Splice> splices) {
        SplicePieces cut = new SplicePieces();
        splices.forEach(cut::add);
        cut.close();
        return cut.pieces;
    }

    private void add(Splice splice) {
        if (splice.deleteCount() + Texts.length(splice.insert()) <= Limits.PIECE_CHARS) {
            put(splice);
            return;
        }
        // First the deletions, each at the same place, then the insertions, each behind the one before.
        for (int left = splice.deleteCount(); left > 0; left -= Limits.PIECE_CHARS) {
            put(Splice.delete(splice.position(), Math.min(left, Limits.PIECE_CHARS)));
        }
        int position = splice.position();
        for (String part : parts(splice.insert())) {
            put(Splice.insert(position, part));
            position += Texts.length(part);
        }
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + Limits.PIECE_CHARS);
            if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                end--;
            }
            parts.add(text.substring(start, end));
            start = end;
        }
        return parts;
    }

    private void put(Splice splice) {
        int more = splice.deleteCount() + Texts.length(splice.insert());
        if (chars + more > Limits.PIECE_CHARS || piece.size() == Limits.PIECE_SPLICES) {
            close();
        }
        piece.add(splice);
        chars += more;
    }

    private void close() {
        if (!piece.isEmpty()) {
            pieces.add(piece);
            piece = new ArrayList<>();
            chars = 0;
        }
    }
}
