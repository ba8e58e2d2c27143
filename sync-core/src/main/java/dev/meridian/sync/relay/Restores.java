package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Restore;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Succession;
import java.util.List;
import java.util.Optional;

/**
 * Takes back what the relay has lost. Owned by its machine.
 *
 * <p>The proof is the relay's own signature on the head that the entries lead to: whoever brings them (GEN-3). There is no
 * answer but that of the Resume that follows.
 */
final class Restores {
    private final WorkspaceId workspace;
    private final RelayIdentity identity;
    private final RelayLimits limits;
    private final LogTail tail;
    private final Outgoing out;

    Restores(WorkspaceId workspace, RelayIdentity identity, RelayLimits limits, LogTail tail, Outgoing out) {
        this.workspace = workspace;
        this.identity = identity;
        this.limits = limits;
        this.tail = tail;
        this.out = out;
    }

    /** Appends the entries as they were, if they follow the last one; else somebody else was faster. */
    void restore(Session session, Restore restore, long nowMillis) {
        Optional<LogHead> head = SignedHeads.claim(restore.getHead(), workspace);
        if (head.isEmpty()) {
            refuse(session, "the head is none of this workspace");
            return;
        }
        if (tail.inFlightBytes() + restore.getSerializedSize() > limits.inFlightBytesMax()) {
            out.turnAway(session, ErrorCode.ERROR_CODE_RATE_LIMITED, "the disk is behind", limits.retryAfterMillis());
            return;
        }
        LogTail.End end = tail.assigned();
        if (restore.getItemsCount() == 0) {
            if (!isBy(restore, tail.assigned().members())) {
                refuse(session, "the head is not by this relay");
                return;
            }
            // A log without entries keeps no generation: the entries that prove one come with the restore.
            if (head.get().gen() > end.gen() && end.pos() > 0) {
                append(session, new Draft(tail, tail.generationAbove(head.get().gen(), nowMillis)), nowMillis);
            }
            return;
        }
        if (head.get().pos() != end.pos() + restore.getItemsCount()) {
            return;
        }
        Draft draft = new Draft(tail, tail.generationAbove(head.get().gen(), nowMillis));
        if (!restore.getItemsList().stream().allMatch(item -> takeBack(item, draft)) || !leadsTo(head.get(), draft)) {
            refuse(session, "the entries do not lead to their head");
        } else if (!isBy(restore, draft.end().members())) {
            refuse(session, "the head is not by the relay of this workspace");
        } else {
            append(session, draft, nowMillis);
        }
    }

    // Its own signature, or that of the relay which the owners named there: what this one is to take over (GEN-11).
    private boolean isBy(Restore restore, Membership members) {
        ByteString last = restore.getItemsCount() == 0
                ? ByteString.EMPTY
                : restore.getItems(restore.getItemsCount() - 1).getItem();
        return SignedHeads.verify(restore.getHead(), identity.key().verifyKey(), workspace)
                        .isPresent()
                || (members.isFounded()
                        && SignedHeads.verify(restore.getHead(), members, last).isPresent());
    }

    private void append(Session session, Draft draft, long nowMillis) {
        out.add(draft.assign());
        session.restoreTicket = tail.lastTicket();
        out.mending().goesOn(session, nowMillis);
    }

    private static boolean takeBack(LogItem logItem, Draft draft) {
        Optional<LogEntry> parsed = LogEntry.parse(logItem.getEntry());
        if (parsed.isEmpty()) {
            return false;
        }
        LogEntry entry = parsed.get();
        boolean follows = entry.pos() == draft.end().pos() + 1
                && entry.relayMillis() >= draft.end().relayMillis()
                && (entry.isOf(logItem.getItem()) || isPruned(entry, logItem));
        if (!follows) {
            return false;
        }
        if (isPruned(entry, logItem)) {
            draft.add(entry, new Item.OfPruned(entry), draft.end().members(), List.of());
            return true;
        }
        if (entry.kind() == EntryKind.ENTRY_KIND_TICK) {
            draft.add(entry, new Item.OfTick(entry.bytes()), draft.end().members(), List.of());
            return true;
        }
        return Item.read(entry.kind(), logItem.getItem())
                .flatMap(item -> membersAfter(item, entry, draft).map(members -> {
                    draft.add(entry, item, members, List.of());
                    return true;
                }))
                .orElse(false);
    }

    // Nobody may have the body any more: who brings it is somebody who came after it was pruned (SNAP-10).
    private static boolean isPruned(LogEntry entry, LogItem logItem) {
        return entry.kind() == EntryKind.ENTRY_KIND_ENVELOPE
                && logItem.getItem().isEmpty();
    }

    private static Optional<Membership> membersAfter(Item item, LogEntry entry, Draft draft) {
        Membership members = draft.end().members();
        if (!(item instanceof Item.OfMember)) {
            return Optional.of(members);
        }
        return switch (members.apply(item.bytes(), entry.relayMillis())) {
            case Membership.Accepted accepted ->
                Succession.isInPlace(
                                item.bytes(), draft.end().pos(), draft.end().chain())
                        ? Optional.of(accepted.next())
                        : Optional.empty();
            // Whoever had this relay's key signed a log with it. Clients keep such a record in its place and pass over
            // it, and so does
            // the relay (GEN-10): else nobody who has seen it could ever come back.
            case Membership.Refused refused -> members.isFounded() ? Optional.of(members) : Optional.empty();
            case Membership.UpgradeNeeded upgrade -> Optional.empty();
        };
    }

    private static boolean leadsTo(LogHead head, Draft draft) {
        LogTail.End end = draft.end();
        return end.chain().equals(head.chain())
                && end.relayMillis() == head.relayMillis()
                && end.members().isFounded()
                && end.members().lastRecord().equals(head.members());
    }

    private void refuse(Session session, String message) {
        out.turnAway(session, ErrorCode.ERROR_CODE_BAD_RESTORE, message);
    }
}
