package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.MemberRecord;

/** An invite, and the link that hands it on once it is in the log. */
final class Ticket {
    final DeviceKeys keys;
    final MemberRecord.InviteTerms terms;
    /** Of the log where the link was made; empty before. */
    ByteString linkChain = ByteString.EMPTY;

    Ticket(DeviceKeys keys, MemberRecord.InviteTerms terms) {
        this.keys = keys;
        this.terms = terms;
    }

    boolean isHandedOut() {
        return !linkChain.isEmpty();
    }
}
