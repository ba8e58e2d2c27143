package dev.meridian.model.automerge;

import java.util.List;

/** The streams that a pack is made of, in their order: what is alike lies together, so that it compresses (PACK-2). */
enum PackStream {
    POSITION,
    ACTOR,
    SEQ,
    START,
    TIME,
    MESSAGE,
    DEPS,
    FOREIGN,
    OTHERS,
    TABLE,
    OBJECT_ACTOR(0x01),
    OBJECT_COUNTER(0x02),
    KEY_ACTOR(0x11),
    KEY_COUNTER(0x13),
    KEY_STRING(0x15),
    INSERT(0x34),
    ACTION(0x42),
    VALUE_META(0x56),
    VALUE_RAW(0x57),
    PRED_COUNT(0x70),
    PRED_ACTOR(0x71),
    PRED_COUNTER(0x73);

    /** Of the column that it holds; 0 where it holds none. */
    final int spec;

    PackStream() {
        this(0);
    }

    PackStream(int spec) {
        this.spec = spec;
    }

    /** Whether its first number counts from the change's first operation: what is written refers to what was written just before. */
    boolean isRelative() {
        return this == KEY_COUNTER || this == PRED_COUNTER;
    }

    static PackStream ofColumn(int spec) {
        for (PackStream stream : values()) {
            if (stream.spec == spec && spec != 0) {
                return stream;
            }
        }
        throw GateException.malformed("column 0x" + Integer.toHexString(spec));
    }

    private static final List<PackStream> NUMBERED = List.of(values());

    /** Its place among the streams of a pack: what stands for it in a table of columns. */
    int number() {
        return NUMBERED.indexOf(this);
    }

    /** The stream of that number, from 0 up to below {@code values().length}. */
    static PackStream numbered(int number) {
        return NUMBERED.get(number);
    }
}
