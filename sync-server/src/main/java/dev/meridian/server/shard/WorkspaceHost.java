package dev.meridian.server.shard;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.RelayEffect;
import dev.meridian.sync.relay.RelayInput;
import dev.meridian.sync.relay.RelayMachine;
import dev.meridian.sync.relay.SessionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One workspace in memory: its machine, who is connected, and what is under way. Owned by its shard's thread. */
final class WorkspaceHost {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceHost.class);

    /** The first byte of a Frame that carries a Welcome: the tag of the one field that is set. */
    private static final int WELCOME_TAG = Frame.WELCOME_FIELD_NUMBER << 3 | 2;

    private static final int ERROR_TAG = Frame.ERROR_FIELD_NUMBER << 3 | 2;

    /** What a host cannot do itself. */
    interface Surroundings {
        long nowMillis();

        /** Where frames go. */
        Wire wire();

        /** Waits while the committer is busy. */
        void append(WorkspaceHost host, RelayEffect.Append append) throws InterruptedException;

        void read(WorkspaceHost host, RelayEffect.Read read);

        void prune(WorkspaceHost host, RelayEffect.Prune prune);

        void setTimer(WorkspaceHost host, long atMillis);

        /** A client is told an error of that code. */
        void refused(String code);
    }

    private final WorkspaceId workspace;
    private final RelayMachine machine;
    private final Surroundings surroundings;
    private final Map<SessionId, Connection> connections = new HashMap<>();
    private final Set<SessionId> welcomed = new HashSet<>();
    private final Set<SessionId> backedUp = new HashSet<>();
    private final Queue<RelayInput> inputs = new ArrayDeque<>();
    private int appendsUnderWay;
    private long attempt;
    private boolean appended;
    private long lastUsedMillis;

    WorkspaceHost(WorkspaceId workspace, RelayMachine machine, Surroundings surroundings) {
        this.workspace = workspace;
        this.machine = machine;
        this.surroundings = surroundings;
    }

    WorkspaceId workspace() {
        return workspace;
    }

    /** A client came. */
    void open(Connection connection, String host) throws InterruptedException {
        SessionId session = sessionOf(connection);
        connections.put(session, connection);
        step(new RelayInput.Opened(session, host));
    }

    /** A client went. */
    void close(Connection connection) throws InterruptedException {
        SessionId session = sessionOf(connection);
        forget(session);
        step(new RelayInput.Closed(session));
    }

    /** A client takes bytes again. */
    void relieve(Connection connection) throws InterruptedException {
        SessionId session = sessionOf(connection);
        if (backedUp.remove(session)) {
            step(new RelayInput.Writable(session));
        }
    }

    /** Something about a client; without effect if the machine has sent it away. */
    void receive(Connection connection, RelayInput input) throws InterruptedException {
        if (connections.containsKey(sessionOf(connection))) {
            step(input);
        }
    }

    /** Appends are over. */
    void settled(Mail.Committed committed) throws InterruptedException {
        appendsUnderWay -= committed.appends();
        if (committed.outcome() instanceof RelayInput.StoreFailed && committed.attempt() == attempt) {
            attempt++;
        }
        step(committed.outcome());
    }

    /** Gives the machine an input, does what it asks for, and tells it who cannot keep up. */
    void step(RelayInput input) throws InterruptedException {
        lastUsedMillis = surroundings.nowMillis();
        inputs.add(input);
        for (RelayInput next = inputs.poll(); next != null; next = inputs.poll()) {
            for (RelayEffect effect : machine.step(surroundings.nowMillis(), next)) {
                perform(effect);
            }
        }
    }

    private void perform(RelayEffect effect) throws InterruptedException {
        switch (effect) {
            case RelayEffect.Send send -> send(send.session(), send.frame());
            case RelayEffect.Broadcast broadcast -> broadcast(broadcast);
            case RelayEffect.Close close -> sendAway(close.session(), close.reason());
            case RelayEffect.Append append -> {
                appendsUnderWay++;
                appended = true;
                surroundings.append(this, append);
            }
            case RelayEffect.Read read -> surroundings.read(this, read);
            case RelayEffect.Prune prune -> surroundings.prune(this, prune);
            case RelayEffect.SetTimer timer -> surroundings.setTimer(this, timer.atMillis());
        }
    }

    private void send(SessionId session, ByteString frame) {
        Connection connection = connections.get(session);
        if (connection == null) {
            return;
        }
        if (frame.byteAt(0) == WELCOME_TAG && welcomed.add(session)) {
            connection.loggedIn();
        }
        if (frame.byteAt(0) == ERROR_TAG) {
            surroundings.refused(codeOf(frame));
        }
        surroundings.wire().send(connection, frame);
        noteBackedUp(session, connection);
    }

    /** The machine's own frame: it reads. */
    private static String codeOf(ByteString frame) {
        try {
            return nameOf(Frame.parseFrom(frame).getError().getCode());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the machine sent what is no frame", e);
        }
    }

    /** An error's name in metrics: {@code stale_epoch}. */
    static String nameOf(ErrorCode code) {
        return code.name().substring("ERROR_CODE_".length()).toLowerCase(Locale.ROOT);
    }

    private void broadcast(RelayEffect.Broadcast broadcast) {
        List<Connection> to = new ArrayList<>(broadcast.sessions().size());
        for (SessionId session : broadcast.sessions()) {
            Connection connection = connections.get(session);
            if (connection != null) {
                to.add(connection);
            }
        }
        surroundings.wire().broadcast(to, broadcast.frame());
        for (Connection connection : to) {
            noteBackedUp(sessionOf(connection), connection);
        }
    }

    private void noteBackedUp(SessionId session, Connection connection) {
        if (connection.isBackedUp() && backedUp.add(session)) {
            inputs.add(new RelayInput.Unwritable(session));
        }
    }

    private void sendAway(SessionId session, String reason) {
        Connection connection = connections.get(session);
        if (connection != null) {
            LOG.atInfo()
                    .addKeyValue("workspace", workspace)
                    .addKeyValue("connection", session.value())
                    .log("workspace {}: connection {} closed: {}", workspace, session.value(), reason);
            surroundings.wire().close(connection);
            forget(session);
        }
    }

    private void forget(SessionId session) {
        connections.remove(session);
        welcomed.remove(session);
        backedUp.remove(session);
    }

    /** After a bug: nobody is served by this machine any more. */
    void abandon() {
        inputs.clear();
        for (Connection connection : List.copyOf(connections.values())) {
            surroundings.wire().close(connection);
            forget(sessionOf(connection));
        }
    }

    /** How often the machine has heard of a failed append. */
    long attempt() {
        return attempt;
    }

    int appendsUnderWay() {
        return appendsUnderWay;
    }

    /** Counts appends whose outcome the machine will not be told. */
    void settledUnheard(int appends) {
        appendsUnderWay -= appends;
    }

    /** Whether it may be dropped from memory: what nobody wrote to, soon; the rest later, for reopening begins a generation. */
    boolean isIdle(long nowMillis, int idleMillis) {
        int patience = appended ? idleMillis : Math.min(idleMillis, 1_000);
        return connections.isEmpty()
                && appendsUnderWay == 0
                && machine.isIdle()
                && nowMillis - lastUsedMillis >= patience;
    }

    static SessionId sessionOf(Connection connection) {
        return new SessionId(connection.number());
    }
}
