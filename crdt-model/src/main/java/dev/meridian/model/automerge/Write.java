package dev.meridian.model.automerge;

/** One step of a transaction, planned by an {@link Editor} and played to Automerge once the whole edit is known to be good. */
sealed interface Write {

    record Put(ObjectId map, String key, Value.Scalar value) implements Write {}

    record Make(ObjectId map, String key, boolean isText) implements Write {}

    record Delete(ObjectId map, String key) implements Write {}

    /** Replaces part of a text; grows while typing goes on where it ended. */
    final class Splice implements Write {

        private final ObjectId text;
        private final int position;
        private final int deleteCount;
        private final StringBuilder insert;
        private int insertCount;

        Splice(ObjectId text, int position, int deleteCount, String insert, int insertCount) {
            this.text = text;
            this.position = position;
            this.deleteCount = deleteCount;
            this.insert = new StringBuilder(insert);
            this.insertCount = insertCount;
        }

        ObjectId text() {
            return text;
        }

        int position() {
            return position;
        }

        int deleteCount() {
            return deleteCount;
        }

        String insert() {
            return insert.toString();
        }

        /** Whether an insertion here would go on where this one ended: the operations are then the same as of one splice. */
        boolean endsAt(ObjectId otherText, int otherPosition) {
            return insertCount > 0 && otherPosition == position + insertCount && otherText.equals(text);
        }

        void extend(String more, int moreCount) {
            insert.append(more);
            insertCount += moreCount;
        }
    }
}
