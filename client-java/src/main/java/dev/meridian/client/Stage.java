package dev.meridian.client;

/** How far a workspace's file has come. */
enum Stage {
    /** The join record may or may not be in the log. */
    JOINING,
    /** It is a workspace of this home. */
    READY
}
