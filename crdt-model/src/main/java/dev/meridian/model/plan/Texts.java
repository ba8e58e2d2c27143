package dev.meridian.model.plan;

import java.nio.charset.StandardCharsets;

/** Checks of text. */
final class Texts {

    private Texts() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static int utf8Bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether every surrogate has its partner: Automerge holds nothing else. */
    static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    static boolean isOneLine(String text) {
        return text.codePoints().noneMatch(Character::isISOControl);
    }
}
