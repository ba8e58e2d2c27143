package dev.meridian.model.automerge;

import org.jspecify.annotations.Nullable;

/** Objects by actor number and counter, without boxing: open addressing. */
final class ObjectMap {

    private long[] keys = new long[64];
    private @Nullable TreeObject[] values = new TreeObject[64];
    private int size;

    private static long key(int actor, int counter) {
        return ((long) actor << 32) | counter;
    }

    private static int spread(long key) {
        long mixed = key * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32);
    }

    @Nullable
    TreeObject get(int actor, int counter) {
        long key = key(actor, counter);
        int mask = keys.length - 1;
        for (int i = spread(key) & mask; ; i = (i + 1) & mask) {
            TreeObject value = values[i];
            if (value == null || keys[i] == key) {
                return value;
            }
        }
    }

    void put(int actor, int counter, TreeObject object) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        insert(key(actor, counter), object);
        size++;
    }

    private void insert(long key, TreeObject object) {
        int mask = keys.length - 1;
        int i = spread(key) & mask;
        while (values[i] != null) {
            i = (i + 1) & mask;
        }
        keys[i] = key;
        values[i] = object;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable TreeObject[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new TreeObject[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            TreeObject value = oldValues[i];
            if (value != null) {
                insert(oldKeys[i], value);
            }
        }
    }
}
