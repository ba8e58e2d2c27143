package dev.meridian.client;

import dev.meridian.client.local.Delivery;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.client.ClientInput;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.client.LocalLog;
import dev.meridian.sync.client.StopReason;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one session asks and tells: brings it to the store, and to who waits for it. Owned by the workspace's thread. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /** How long what is missing may be on its way. */
    private static final long MISSING_MILLIS = 2_000;

    private final WorkspaceCore core;
    private final Errands errands;
    private final Course course;
    private final SyncSession session;
    private final StoreWork work;

    /** How it goes on with the session. */
    interface Course {
        /** Something came or went. */
        void moved();

        /** The session stands so now. */
        void become(ClientStatus status);

        /** An errand may be done, or may begin. */
        void settle();

        /** Another process has cut the log: begin anew where it stands. */
        void reopen();

        /** The relay is there and takes nothing: whoever has waited too long by then is told so. */
        void heldUp(String reason);

        /** Hang up, and come back, each time later: who waits goes on waiting. */
        void pause();

        /** A record came second and was made anew; whether that happens too often to try again at once. */
        boolean losesRaces();

        /** Hang up, tell who waits, come back later for who watches. */
        void giveUp(RuntimeException reason);

        /** The session has stopped for good. */
        void stopped(RuntimeException reason);
    }

    Conversation(WorkspaceCore core, Errands errands, Course course, SyncSession session) {
        this.core = core;
        this.errands = errands;
        this.course = course;
        this.session = session;
        this.work = new StoreWork(core);
    }

    /** Whether another process has cut the log since it began. */
    boolean isOutdated() {
        return work.isOutdated();
    }

    void perform(ClientEffect effect) {
        switch (effect) {
            case ClientEffect.Deliver deliver -> deliver(deliver);
            case ClientEffect.Acked acked -> {
                course.moved();
                work.acked(acked);
                // Until the log shows it, which is what counts (CLI-21).
                course.heldUp("it says that it has what was sent, and does not show it in the log");
                course.settle();
            }
            case ClientEffect.Heir heir ->
                core.store().write(() -> {
                    core.store().meta().put(Name.HEIR, heir.relayKey().bytes());
                    return true;
                });
            case ClientEffect.Refused refused -> refused(refused);
            case ClientEffect.Rewind rewind -> rewind(rewind);
            case ClientEffect.ReadChain read -> session.input(work.chain(read.pos()));
            case ClientEffect.ReadOriginals read -> readOriginals(read.afterPos());
            case ClientEffect.ReadOutbox read -> session.input(work.outbox(read));
            case ClientEffect.Report report -> report(report.status());
            // Presence has no reader yet: it is sealed, never stored, and may be lost.
            case ClientEffect.PresenceReceived presence -> {}
            case ClientEffect.Connect connect -> throw notForTheStore(connect);
            case ClientEffect.Send send -> throw notForTheStore(send);
            case ClientEffect.Disconnect disconnect -> throw notForTheStore(disconnect);
            case ClientEffect.SetTimer timer -> throw notForTheStore(timer);
        }
    }

    private static IllegalStateException notForTheStore(ClientEffect effect) {
        return new IllegalStateException("not for the store: " + effect);
    }

    private void deliver(ClientEffect.Deliver deliver) {
        course.moved();
        switch (work.deliver(deliver)) {
            case Delivery.Outdated outdated -> course.reopen();
            case Delivery.Stored stored -> {
                long pos = deliver.entries().isEmpty()
                        ? stored.pos()
                        : deliver.entries().getLast().entry().pos();
                session.input(new ClientInput.Stored(pos));
                boolean anyRecord = deliver.entries().stream()
                        .anyMatch(entry -> entry.entry().kind() == EntryKind.ENTRY_KIND_MEMBER);
                // A record may bring another key, or the first one that this device may seal with (again).
                if (anyRecord
                        || core.store().meta().number(Name.SEALED_EPOCH)
                                < core.standing().epoch()) {
                    session.input(new ClientInput.OutboxChanged());
                }
                errands.tell(each -> each.stored(stored));
                boolean live = core.syncing().status() instanceof ClientStatus.Live;
                core.delivered(stored, live);
                if (live) {
                    compact();
                }
                course.settle();
            }
        }
    }

    private void refused(ClientEffect.Refused refused) {
        if (refused.code() == ErrorCode.ERROR_CODE_RATE_LIMITED) {
            course.heldUp(refused.message());
            course.pause();
            return;
        }
        if (StoreWork.isTemporary(refused.code())) {
            // It stays in the outbox, and is offered again with the next connection.
            RelayException reason = new RelayException(
                    RelayException.Reason.REFUSED,
                    "The relay takes nothing now (" + refused.message() + "): what is not sent stays in the outbox.",
                    true);
            if (refused.code() == ErrorCode.ERROR_CODE_NO_ROOM) {
                errands.tell(each -> each.noRoom(refused.item(), reason));
            }
            if (refused.code() != ErrorCode.ERROR_CODE_NO_ROOM || errands.isEmpty()) {
                course.giveUp(reason);
            }
            return;
        }
        boolean byErrand = errands.makesAnew(refused.item());
        switch (work.refused(refused, byErrand)) {
            case MADE_ANEW -> {
                course.heldUp(refused.message());
                if (!byErrand && course.losesRaces()) {
                    course.pause();
                    return;
                }
            }
            case WAITS -> {
                course.heldUp(refused.message());
                course.pause();
                return;
            }
            case STALE -> {
                course.heldUp(refused.message());
                session.input(new ClientInput.OutboxChanged());
                return;
            }
            case KEPT_ASIDE -> {
                course.moved();
                core.refused(new SyncReport.RefusedItem(
                        refused.item(), refused.code().name(), refused.message()));
            }
        }
        errands.tell(each -> each.refused(refused.item(), refused.code(), refused.message()));
        course.settle();
    }

    private void rewind(ClientEffect.Rewind rewind) {
        course.moved();
        Optional<LocalLog> log = work.rewind(rewind);
        if (log.isPresent()) {
            session.input(new ClientInput.Rewound(log.get()));
        } else {
            course.reopen();
        }
    }

    private void readOriginals(long afterPos) {
        course.moved();
        Optional<ClientInput.OriginalsRead> originals = work.originals(afterPos);
        if (originals.isPresent()) {
            session.input(originals.get());
            errands.tell(each -> each.restored(originals.get().items().size()));
        } else {
            course.reopen();
        }
    }

    private void report(ClientStatus next) {
        course.become(next);
        errands.tell(each -> each.status(next));
        switch (next) {
            case ClientStatus.Waiting waiting -> {
                course.heldUp(waiting.reason());
                errands.relayIsAway(waiting.reason(), session.hasSpoken());
            }
            case ClientStatus.Stopped stopped -> stopped(stopped);
            case ClientStatus.Repairing repairing -> errands.tell(Errand::reached);
            case ClientStatus.CatchingUp catching -> errands.tell(Errand::reached);
            case ClientStatus.Live live -> {
                errands.tell(Errand::reached);
                awaitWhatIsMissing();
                core.live();
                compact();
            }
            case ClientStatus.Connecting connecting -> {}
            case ClientStatus.Offline offline -> {}
        }
        course.settle();
    }

    private void compact() {
        if (core.snapshots().tend(session.snapshotEntries())) {
            session.input(new ClientInput.OutboxChanged());
        }
    }

    // A relay drops no body before the snapshot that holds it is in the log, so what is missing can only be on its way;
    // or
    // the
    // relay dropped what it must not.
    private void awaitWhatIsMissing() {
        OptionalLong missing = core.inbox().missing();
        if (missing.isPresent()) {
            core.thread().after(MISSING_MILLIS, () -> {
                if (core.inbox().missing().equals(missing) && core.syncing().isLive()) {
                    stopped(new ClientStatus.Stopped(
                            StopReason.BAD_LOG,
                            "the relay has dropped what was at position %d, and no checked snapshot holds it"
                                    .formatted(missing.getAsLong()),
                            List.of(core.standing().log().signed())));
                    session.input(new ClientInput.Stop());
                }
            });
        }
    }

    private void stopped(ClientStatus.Stopped stopped) {
        if (stopped.reason() == StopReason.ASKED) {
            return;
        }
        if (stopped.reason() == StopReason.MOVED && core.movesOn()) {
            LOG.info(
                    "workspace {}: {}: {}",
                    core.id(),
                    stopped.message(),
                    core.relay().uri());
            course.reopen();
            return;
        }
        LOG.warn("workspace {}: stopped: {}", core.id(), stopped.message());
        core.store().write(() -> {
            core.store()
                    .meta()
                    .put(
                            Name.STOPPED,
                            new Stop(
                                            stopped.reason(),
                                            core.named(stopped.message()) + ", noticed "
                                                    + core.options()
                                                            .clock()
                                                            .instant()
                                                            .truncatedTo(ChronoUnit.SECONDS))
                                    .text());
            core.store().meta().put(Name.EVIDENCE, Reports.evidence(stopped.evidence()));
            return true;
        });
        course.stopped(Failures.stopped(
                core.relay(), stopped, core::named, core.store().outbox().changes()));
    }
}
