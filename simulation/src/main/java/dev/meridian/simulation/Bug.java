package dev.meridian.simulation;

/** Defects that can be planted around the real code, to see that the invariants find them. No world has one unless a test asks. */
public enum Bug {
    /** The relay's shell says "stored" to authors before the disk has it. */
    ACKNOWLEDGES_BEFORE_FSYNC,
    /** The relay's shell shows entries to others before the disk has them. */
    FANS_OUT_BEFORE_COMMIT,
    /** The relay's store never finds an item that it has. */
    FORGETS_WHAT_IT_HAS,
    /** The relay's disk loses its last entry when the process dies, though it had said "stored". */
    LOSES_A_SYNCED_TAIL,
    /** The relay's shell sends what is for members to everybody who is connected. */
    SERVES_STRANGERS,
    /** The relay's shell goes on sending to whoever was just revoked or removed. */
    SERVES_THE_REVOKED,
    /** A client that is shown another log than before, which it must not believe, believes it. */
    ACCEPTS_A_FORK,
    /** A client takes what its log says has no authority there. */
    SKIPS_THE_AUTHORITY,
    /** A client leaves what it has sealed as it is when the key changes. */
    FORGETS_TO_SEAL_AGAIN,
    /** A client takes a change for its actor's, whoever signed the envelope. */
    SKIPS_THE_GATE,
    /** A client forgets the first item of its outbox when it connects again. */
    DROPS_AN_OUTBOX_ENTRY,
    /** A client that cuts its log does not keep what it cut off. */
    FORGETS_WHAT_IT_CUT_OFF,
    /** A client's edit and its place in the outbox are not one transaction. */
    EDITS_OUTSIDE_THE_TRANSACTION
}
