package dev.meridian.model.automerge;

import org.jspecify.annotations.Nullable;

/** Objects by the operation that made them: open addressing, the key in the object itself, so that finding one touches two cache lines. */
final class ObjectMap {

    private @Nullable TreeObject[] table = new TreeObject[64];
    private int size;

    static long key(int actor, int counter) {
        return ((long) actor << 32) | counter;
    }

    private static int slot(long key, int mask) {
        return (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & mask;
    }

    @Nullable
    TreeObject get(int actor, int counter) {
        long key = key(actor, counter);
        int mask = table.length - 1;
        for (int i = slot(key, mask); ; i = (i + 1) & mask) {
            TreeObject object = table[i];
            if (object == null || object.key == key) {
                return object;
            }
        }
    }

    void put(TreeObject object) {
        if (2 * (size + 1) > table.length) {
            grow();
        }
        insert(object);
        size++;
    }

    private void insert(TreeObject object) {
        int mask = table.length - 1;
        int i = slot(object.key, mask);
        while (table[i] != null) {
            i = (i + 1) & mask;
        }
        table[i] = object;
    }

    private void grow() {
        @Nullable TreeObject[] old = table;
        table = new TreeObject[2 * old.length];
        for (TreeObject object : old) {
            if (object != null) {
                insert(object);
            }
        }
    }
}
