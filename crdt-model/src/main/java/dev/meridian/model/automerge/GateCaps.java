package dev.meridian.model.automerge;

/**
 * How large a change may be. A larger one is refused by every replica, so whoever writes splits first. The figures behind the defaults are in
 * docs/spec/gate.md.
 *
 * @param chunkBytesMax bytes of a chunk as it travels
 * @param inflatedBytesMax bytes of its body, and of any one column, after inflating
 * @param opsMax operations: one per key put or deleted, one per code point inserted into or deleted from a text
 * @param depsMax changes that it directly builds on
 * @param actorsMax other actors that it mentions
 * @param predsMax operations that one operation replaces
 * @param keyBytesMax bytes of a map key (ASCII)
 * @param scalarBytesMax UTF-8 bytes of a string, bytes of a blob
 * @param depthMax maps from the root down to where an object lies, itself included
 */
public record GateCaps(
        int chunkBytesMax,
        int inflatedBytesMax,
        int opsMax,
        int depsMax,
        int actorsMax,
        int predsMax,
        int keyBytesMax,
        int scalarBytesMax,
        int depthMax) {

    public static final GateCaps DEFAULT =
            new GateCaps(512 * 1024, 2 * 1024 * 1024, 20_000, 256, 256, 256, 256, 64 * 1024, 16);
}
