package dev.meridian.server.shard;

import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.RelayInput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** What waits for a shard, with what was stored of one workspace meanwhile told at once: one broadcast, under one signature. */
final class Settlements {
    private Settlements() {}

    /**
     * The mail in its order, but that of several successes of one workspace only the last is told, in the place of the first: that it is durable is as true
     * there, and it answers for all before it.
     */
    static Queue<Mail> merged(Collection<Mail> mail) {
        List<Mail> merged = new ArrayList<>(mail.size());
        Map<WorkspaceId, Integer> places = new HashMap<>();
        for (Mail each : mail) {
            if (each instanceof Mail.Committed later) {
                Integer place = places.get(later.workspace());
                if (place != null && merged.get(place) instanceof Mail.Committed earlier && joins(earlier, later)) {
                    merged.set(place, joined(earlier, later));
                    continue;
                }
                places.put(later.workspace(), merged.size());
            }
            merged.add(each);
        }
        return new ArrayDeque<>(merged);
    }

    private static boolean joins(Mail.Committed earlier, Mail.Committed later) {
        return earlier.attempt() == later.attempt()
                && earlier.outcome() instanceof RelayInput.Stored
                && later.outcome() instanceof RelayInput.Stored;
    }

    private static Mail.Committed joined(Mail.Committed earlier, Mail.Committed later) {
        return new Mail.Committed(
                later.workspace(), earlier.appends() + later.appends(), later.attempt(), later.outcome());
    }
}
