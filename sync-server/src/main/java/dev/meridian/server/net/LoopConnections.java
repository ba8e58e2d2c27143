package dev.meridian.server.net;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The WebSockets of one event loop, which owns this. One timer looks after all of them. */
final class LoopConnections {
    private final Set<SyncConnection> connections = new LinkedHashSet<>();

    void add(SyncConnection connection) {
        connections.add(connection);
    }

    void remove(SyncConnection connection) {
        connections.remove(connection);
    }

    /** A copy: connections leave while one goes through them. */
    List<SyncConnection> all() {
        return new ArrayList<>(connections);
    }

    void sweep() {
        long now = System.nanoTime();
        for (SyncConnection connection : all()) {
            connection.lookAt(now);
        }
    }
}
