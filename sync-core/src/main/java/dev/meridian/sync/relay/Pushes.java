package dev.meridian.sync.relay;

import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Push;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.Succession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes pushed items into the log, or refuses them one by one. Owned by its machine.
 *
 * <p>A passing obstacle (disk, rate, room) closes the session instead of refusing an item (REL-24): an author's items must stay in
 * their order, so nothing that follows the obstacle may be taken before what stood in front of it.
 */
final class Pushes {
    /** How old the last entry is before a tick is worth its place. */
    private static final long TICK_MILLIS = 60_000;

    private static final String MOVED = "another relay orders this workspace";

    private final WorkspaceId workspace;
    private final RelayLimits limits;
    private final RelayLog log;
    private final LogTail tail;
    private final Judge judge;
    private final Pruning pruning;
    private final Outgoing out;

    Pushes(
            WorkspaceId workspace,
            RelayLimits limits,
            RelayLog log,
            LogTail tail,
            Judge judge,
            Pruning pruning,
            Outgoing out) {
        this.workspace = workspace;
        this.limits = limits;
        this.log = log;
        this.tail = tail;
        this.judge = judge;
        this.pruning = pruning;
        this.out = out;
    }

    /** Takes what can be taken and answers the rest. */
    void push(Session session, DeviceId key, Push push, long nowMillis) {
        if (push.getItemsCount() > limits.pushItemsMax()) {
            out.turnAway(session, ErrorCode.ERROR_CODE_TOO_LARGE, "too many items in one push");
            return;
        }
        if (tail.inFlightBytes() + push.getSerializedSize() > limits.inFlightBytesMax()) {
            out.turnAway(session, ErrorCode.ERROR_CODE_RATE_LIMITED, "the disk is behind", limits.retryAfterMillis());
            return;
        }
        if (out.mending().holdsUp(session, nowMillis)) {
            out.turnAway(
                    session,
                    ErrorCode.ERROR_CODE_RATE_LIMITED,
                    "the relay is getting back what it lost",
                    limits.retryAfterMillis());
            return;
        }
        Draft draft = new Draft(tail, tail.nextGeneration(nowMillis));
        List<Receipt> known = new ArrayList<>();
        try {
            for (PushItem item : push.getItemsList()) {
                if (!out.has(session)) {
                    break;
                }
                take(session, key, item, draft, known, nowMillis);
            }
        } catch (StoreFault fault) {
            out.turnAway(
                    session,
                    ErrorCode.ERROR_CODE_READ_ONLY,
                    "the relay cannot read its log now",
                    limits.retryAfterMillis());
        }
        if (!draft.isEmpty()) {
            out.add(draft.assign());
        }
        if (out.has(session)) {
            out.ack(session, known);
        }
    }

    /** Carries the log past a deadline that a member waits for, unless something else did within the last minute (REL-50). */
    void tick(Session session, DeviceId key, long nowMillis) {
        LogTail.End end = tail.assigned();
        boolean wanted = judge.isOwn(end.members())
                && Standing.of(key, end.members()) == Standing.MEMBER
                && nowMillis - end.relayMillis() >= TICK_MILLIS
                && !out.mending().holdsUp(session, nowMillis);
        if (wanted) {
            Draft draft = new Draft(tail, tail.nextGeneration(nowMillis));
            LogEntry entry = LogEntry.tick(draft.end().pos() + 1, nowMillis);
            draft.add(entry, new Item.OfTick(entry.bytes()), draft.end().members(), List.of());
            out.add(draft.assign());
        }
    }

    private void take(Session session, DeviceId key, PushItem pushed, Draft draft, List<Receipt> known, long nowMillis)
            throws StoreFault {
        Optional<Item> read = Item.read(pushed.getKind(), pushed.getItem());
        if (read.isEmpty()) {
            out.turnAway(session, ErrorCode.ERROR_CODE_BAD_ITEM, "an item is not readable");
            return;
        }
        Item item = read.get();
        if (item.bytes().size() > limits.itemBytesMax()) {
            refuse(session, key, item, ErrorCode.ERROR_CODE_TOO_LARGE, "an item is too large");
            return;
        }
        if (isThere(session, item, draft, known)) {
            return;
        }
        if (item instanceof Item.OfEnvelope
                && draft.end().members().isFounded()
                && !judge.isOwn(draft.end().members())) {
            out.turnAway(session, ErrorCode.ERROR_CODE_MOVED, MOVED, limits.retryAfterMillis());
            return;
        }
        long entryMillis = LogTail.entryMillis(draft.end(), nowMillis);
        switch (verdict(session, key, item, draft, entryMillis)) {
            case Judge.Take take -> {
                LogEntry entry = entryOf(item, draft.end().pos() + 1, entryMillis);
                Optional<PruneOrder> order = item instanceof Item.OfEnvelope sealed
                        ? pruning.allowedBy(sealed.envelope())
                        : Optional.empty();
                draft.add(entry, item, take.next(), List.of(session.id));
                order.ifPresent(draft::add);
            }
            case Judge.Refuse refuse -> refuse(session, key, item, refuse.code(), refuse.message());
        }
    }

    // An author's changes build on each other: after one that somebody else brought and that is refused, none is taken
    // from
    // there, or they would stand in the log in another order than they were made in.
    private void refuse(Session session, DeviceId key, Item item, ErrorCode code, String message) {
        if (item instanceof Item.OfEnvelope envelope
                && !envelope.envelope().device().equals(key)) {
            session.refusedAuthors.add(envelope.envelope().device());
        }
        if (session.refusedAuthors.size() > limits.pushItemsMax()) {
            out.turnAway(session, ErrorCode.ERROR_CODE_BAD_ITEM, "too many items refused");
        } else {
            out.refuse(session, item.id(), code, message);
        }
    }

    // What is there already is acknowledged with its old place, whoever brings it (REL-22).
    private boolean isThere(Session session, Item item, Draft draft, List<Receipt> known) throws StoreFault {
        Optional<LogTail.Pending> underWay = draft.underWay(item.dedupe());
        if (underWay.isPresent()) {
            List<SessionId> authors = underWay.get().authors();
            if (!authors.contains(session.id)) {
                authors.add(session.id);
            }
            return true;
        }
        OptionalLong pos = log.find(workspace, item.dedupe());
        if (pos.isEmpty() || pos.getAsLong() > tail.durable().pos()) {
            return false;
        }
        List<LogRecord> records = log.read(workspace, pos.getAsLong() - 1, 1);
        if (records.isEmpty()) {
            throw new StoreFault("an item is found at %d, where there is none".formatted(pos.getAsLong()), false);
        }
        known.add(receipt(item.id(), records.getFirst().parsed()));
        return true;
    }

    private Judge.Verdict verdict(Session session, DeviceId key, Item item, Draft draft, long entryMillis)
            throws StoreFault {
        Standing standing = Standing.of(key, draft.end().members());
        return switch (item) {
            case Item.OfMember record -> {
                if (standing == Standing.GUEST && session.hasJoined) {
                    yield new Judge.Refuse(ErrorCode.ERROR_CODE_NOT_ALLOWED, "one connection joins once");
                }
                Judge.Verdict verdict = judge.record(record, draft.end().members(), standing, entryMillis);
                if (verdict instanceof Judge.Take
                        && !Succession.isInPlace(
                                record.bytes(), draft.end().pos(), draft.end().chain())) {
                    yield new Judge.Refuse(
                            ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT, "the log has gone on since the record was made");
                }
                if (verdict instanceof Judge.Take && !hasRoom(draft)) {
                    yield new Judge.Refuse(
                            ErrorCode.ERROR_CODE_NO_ROOM,
                            draft.end().members().isFounded()
                                    ? "the workspace has as many membership records as this relay keeps"
                                    : "this relay has as many workspaces as it keeps");
                }
                session.hasJoined |= standing == Standing.GUEST && verdict instanceof Judge.Take;
                yield verdict;
            }
            case Item.OfEnvelope sealed ->
                session.refusedAuthors.contains(sealed.envelope().device())
                        ? new Judge.Refuse(
                                ErrorCode.ERROR_CODE_NOT_ALLOWED, "something of its author was refused before it")
                        : room(
                                session,
                                sealed,
                                draft,
                                judge.envelope(sealed, draft.end().members(), standing, key));
            case Item.OfPruned pruned -> new Judge.Refuse(ErrorCode.ERROR_CODE_BAD_ITEM, "nothing to push");
            case Item.OfTick nothing -> new Judge.Refuse(ErrorCode.ERROR_CODE_BAD_ITEM, "nothing to push");
        };
    }

    // REL-36. After one for which there is no room nothing more is taken from there, also where something smaller would
    // fit:
    // an author's changes stand in the order in which they were made.
    private Judge.Verdict room(Session session, Item item, Draft draft, Judge.Verdict verdict) {
        long max = limits.room().workspaceBytesMax();
        if (!(verdict instanceof Judge.Take)) {
            return verdict;
        }
        session.lacksRoom |=
                draft.end().bytes() - tail.droppedBytes() + item.bytes().size() > max;
        return session.lacksRoom
                ? new Judge.Refuse(
                        ErrorCode.ERROR_CODE_NO_ROOM,
                        "the workspace has filled the %s that this relay keeps of one; its operator can raise the limit"
                                .formatted(size(max)))
                : verdict;
    }

    private static String size(long bytes) {
        long mebibytes = bytes >> 20;
        return mebibytes > 0 ? "%,d MiB".formatted(mebibytes) : "%,d bytes".formatted(bytes);
    }

    private boolean hasRoom(Draft draft) throws StoreFault {
        return draft.end().members().isFounded()
                ? draft.memberRecords() < limits.room().memberRecordsMax()
                : log.workspaces() < limits.room().workspacesMax();
    }

    private static LogEntry entryOf(Item item, long pos, long entryMillis) {
        return switch (item) {
            case Item.OfMember record -> LogEntry.member(pos, entryMillis, record.bytes());
            case Item.OfEnvelope sealed ->
                LogEntry.envelope(
                        pos, entryMillis, sealed.bytes(), sealed.envelope().document());
            case Item.OfPruned pruned -> pruned.entry();
            case Item.OfTick nothing -> LogEntry.tick(pos, entryMillis);
        };
    }

    static Receipt receipt(ItemId id, LogEntry entry) {
        return Receipt.newBuilder()
                .setItemId(id.bytes())
                .setPos(entry.pos())
                .setRelayMs(entry.relayMillis())
                .build();
    }
}
