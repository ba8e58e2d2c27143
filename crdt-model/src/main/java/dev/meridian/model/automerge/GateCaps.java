package dev.meridian.model.automerge;

/**
 * How large a change may be. A larger one is refused by every replica, so whoever writes splits first. The same on every replica, because a change
 * that one takes and another refuses divides them: not a setting. The figures behind them are in docs/spec/gate.md.
 *
 * @param chunkBytesMax bytes of a chunk as it travels
 * @param inflatedBytesMax bytes of its body after inflating
 * @param opsMax operations: one per key put or deleted, one per code point inserted into or deleted from a text
 * @param predsMax operations that all its operations together replace
 * @param depsMax changes that it directly builds on
 * @param keyBytesMax bytes of a map key (ASCII)
 * @param scalarBytesMax UTF-8 bytes of a string, bytes of a blob
 * @param messageBytesMax UTF-8 bytes of the message of a change, which nobody reads
 * @param depthMax objects from the root (not counted) down to a new one (counted)
 * @param sameKeyMax operations on one key of one map
 * @param insertRunsMax insertions that do not go on where the one before ended
 */
public record GateCaps(
        int chunkBytesMax,
        int inflatedBytesMax,
        int opsMax,
        int predsMax,
        int depsMax,
        int keyBytesMax,
        int scalarBytesMax,
        int messageBytesMax,
        int depthMax,
        int sameKeyMax,
        int insertRunsMax) {

    public static final GateCaps DEFAULT =
            new GateCaps(512 * 1024, 1024 * 1024, 10_000, 40_000, 4_096, 256, 64 * 1024, 1_024, 16, 256, 512);

    /** The same for each single write, without end for all of them together: for an edit that is planned and not made. */
    GateCaps withoutTotals() {
        return new GateCaps(
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                depsMax,
                keyBytesMax,
                scalarBytesMax,
                messageBytesMax,
                depthMax,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE);
    }
}
