package dev.meridian.simulation;

/** What worlds must have seen to have tried anything. */
enum Happening {
    /** A client gave entries back to the relay. */
    RESTORE,
    /** A client showed the relay a generation that it had forgotten. */
    GENERATION_SHOWN,
    /** A client cut its log, to push what it cut off. */
    REWIND,
    /** The relay's commit failed. */
    STORE_FAILED,
    /** The relay met an entry that could not be read. */
    ROT,
    /** A client became a reader that is read for. */
    CAUGHT_UP_BY_READS,
    /** Something was pushed that was there. */
    DUPLICATE,
    /** A membership record came second and was made anew. */
    RECORD_RENEWED,
    /** A client could not store something. */
    CLIENT_DISK_FAILED,
    /** The relay said something that is not so. */
    LIE,
    /** A client stopped because it was shown two logs, with both heads. */
    FORK_SEEN,
    /** A client stopped because the relay's log contradicts itself. */
    BAD_LOG_SEEN,
    /** A client stopped because the relay went back behind what it had signed. */
    ROLLBACK_SEEN,
    /** What was sealed under a key that is over was sealed again. */
    SEALED_AGAIN,
    /** Who asked was let in by an owner. */
    APPROVED,
    /** Somebody came in by an invite after the first days. */
    CAME_BY_INVITE,
    /** A second device came in. */
    CAME_AS_DEVICE,
    /** Somebody who was removed, or a device that was revoked, was turned away. */
    GONE_TURNED_AWAY,
    /** What somebody wrote who was removed, or may write no more, is kept on their disk alone. */
    KEPT_ASIDE,
    /** A client that the relay did not know as a member brought its records. */
    PETITION,
    /** A forged change was turned away by an honest client. */
    FORGERY_REJECTED,
    /** A stranger was turned away. */
    STRANGER_TURNED_AWAY
}
