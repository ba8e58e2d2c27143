package dev.meridian.sync.client;

/** Why a client talks no more to its relay until somebody starts it again. Local editing goes on. */
public enum StopReason {
    /** It was told to. */
    ASKED,
    /** The relay's key is not the one that the workspace, or the link, names. */
    WRONG_RELAY,
    /** By an owner's record, which is in the own log now, another relay orders the workspace: dial that. */
    MOVED,
    /** The relay showed, under one generation, two logs: both heads are kept as proof. */
    FORK,
    /** The relay went back in its generations and did not take a correction. */
    ROLLBACK,
    /** The relay's log contradicts itself: chain, order, time, signature, membership. */
    BAD_LOG,
    /** The log does not pass through the place that the invite's link names. */
    LINK_MISMATCH,
    /** The log, or the relay, speaks a later version: this program is too old. */
    UPGRADE_NEEDED,
    /** The relay speaks none but versions of before those that this program speaks. */
    RELAY_TOO_OLD,
    /** The relay does not take the login. */
    LOGIN_REFUSED,
    /** Neither member nor invited. */
    NOT_A_MEMBER,
    /** Invited, until a time that is over. */
    INVITE_EXPIRED,
    /** Invited, and the invite was used as often as it may be. */
    INVITE_USED_UP,
    /** Invited, and the invite was revoked, or its maker is a member no more. */
    INVITE_REVOKED,
    /** This device was revoked, or its member removed. */
    REVOKED,
    /** The relay says that this client does not keep to the protocol. */
    PROTOCOL
}
