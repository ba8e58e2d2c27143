package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.Membership;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is a member after a record. All disks of a world fold the same logs, so what follows from the very same members and the very same record is worked out
 * once: {@link Membership#apply} is a function of these, and costs signatures. The machines do not ask here; each verifies what it is sent itself.
 */
final class Folding {
    private record Judged(ByteString item, long entryMillis) {}

    private final Membership none;
    private final IdentityHashMap<Membership, Map<Judged, Optional<Membership>>> known = new IdentityHashMap<>();

    Folding(WorkspaceId workspace) {
        this.none = Membership.none(workspace);
    }

    /** Before the first record. */
    Membership none() {
        return none;
    }

    /** Empty where the record does not hold there. */
    Optional<Membership> after(Membership members, ByteString item, long entryMillis) {
        return known.computeIfAbsent(members, first -> new HashMap<>())
                .computeIfAbsent(
                        new Judged(item, entryMillis),
                        record -> members.apply(item, entryMillis) instanceof Membership.Accepted accepted
                                ? Optional.of(accepted.next())
                                : Optional.empty());
    }
}
