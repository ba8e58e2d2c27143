package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.RejectedRow;
import dev.meridian.client.store.SnapshotRow;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.ChangePack;
import dev.meridian.model.automerge.PackResult;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.proto.v1.Frontier;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Opening;
import dev.meridian.sync.trust.SnapshotContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The changes that checked snapshots hold, by the positions at which they stand: what is read where a body is gone (SNAP-7). A snapshot
 * is opened once; what does not hold together is never used again, and noted. Owned by the workspace's thread.
 */
final class Packs {
    private static final int HELD = 2;

    private final WorkspaceStore store;
    private final WorkspaceId workspace;
    private final Map<Long, Map<Long, List<ParsedChange>>> held = new HashMap<>();
    private long rewinds = -1;

    Packs(WorkspaceStore store, WorkspaceId workspace) {
        this.store = store;
        this.workspace = workspace;
    }

    /** Whether the changes at a position can be had: a checked snapshot holds them. */
    boolean covers(LogRow row, EnvelopeOpener opener) {
        return pack(row, opener).isPresent();
    }

    /** The changes of an entry whose body is gone; none where it had no effect. */
    List<ParsedChange> at(LogRow row, EnvelopeOpener opener) {
        return pack(row, opener)
                .map(pack -> pack.getOrDefault(row.pos(), List.of()))
                .orElse(List.of());
    }

    private Optional<Map<Long, List<ParsedChange>>> pack(LogRow row, EnvelopeOpener opener) {
        forgetWhatWasCut();
        DocumentId document =
                LogEntry.parse(row.entry()).flatMap(LogEntry::document).orElseThrow();
        for (SnapshotRow each : store.snapshots().covering(document, row.pos())) {
            Map<Long, List<ParsedChange>> known = held.get(each.pos());
            if (known != null) {
                return Optional.of(known);
            }
            switch (open(each, opener)) {
                case Sound sound -> {
                    if (held.size() >= HELD) {
                        held.clear();
                    }
                    held.put(each.pos(), sound.byPosition());
                    return Optional.of(sound.byPosition());
                }
                case Flawed flawed -> discard(each, flawed.reason());
            }
        }
        return Optional.empty();
    }

    private void forgetWhatWasCut() {
        long now = store.meta().number(dev.meridian.client.store.MetaTable.Name.REWINDS);
        if (now != rewinds) {
            held.clear();
            rewinds = now;
        }
    }

    private void discard(SnapshotRow row, String reason) {
        store.snapshots().discard(row.pos());
        store.rejected()
                .add(new RejectedRow(
                        row.pos(), Optional.of(row.author()), Optional.of(row.document()), "a snapshot: " + reason));
    }

    /** What came of opening a snapshot. */
    sealed interface Opened {}

    /** It holds together: packed as it should be, and every author's last change is signed by that author. */
    record Sound(List<Long> positions, List<ParsedChange> changes) implements Opened {
        Map<Long, List<ParsedChange>> byPosition() {
            Map<Long, List<ParsedChange>> by = new HashMap<>();
            for (int i = 0; i < changes.size(); i++) {
                by.computeIfAbsent(positions.get(i), none -> new ArrayList<>()).add(changes.get(i));
            }
            return by;
        }
    }

    /** It does not. */
    record Flawed(String reason) implements Opened {}

    /** Opens a snapshot and checks what can be told from it alone (SNAP-6, PACK-4). */
    Opened open(SnapshotRow row, EnvelopeOpener opener) {
        ByteString item = store.log().at(row.pos()).map(LogRow::item).orElse(ByteString.EMPTY);
        return switch (opener.openVerified(item)) {
            case Opening.Snapshotted snapshot -> check(snapshot, opener);
            case Opening.Rejected rejected -> new Flawed(rejected.reason());
            case Opening.Unreadable unreadable -> new Flawed(unreadable.reason());
            case Opening.Changes other -> new Flawed("it is none");
            case Opening.Stated other -> new Flawed("it is none");
            case Opening.Attested other -> new Flawed("it is none");
            case Opening.Presence other -> new Flawed("it is none");
            case Opening.UnknownKind other -> new Flawed("it is none");
        };
    }

    private Opened check(Opening.Snapshotted snapshot, EnvelopeOpener opener) {
        SnapshotContent content = snapshot.content();
        return switch (ChangePack.unpack(content.changes().toByteArray())) {
            case PackResult.Refused refused -> new Flawed(refused.reason());
            case PackResult.Unpacked unpacked ->
                flaw(snapshot.document(), content, unpacked, opener)
                        .<Opened>map(Flawed::new)
                        .orElseGet(() -> new Sound(unpacked.positions(), unpacked.changes()));
        };
    }

    private Optional<String> flaw(
            DocumentId document, SnapshotContent content, PackResult.Unpacked unpacked, EnvelopeOpener opener) {
        List<Long> positions = unpacked.positions();
        boolean inRange = positions.isEmpty()
                || (positions.getFirst() > content.afterPos() && positions.getLast() <= content.uptoPos());
        if (!inRange) {
            return Optional.of("it has changes from outside its range");
        }
        if (!headsOf(unpacked.changes()).equals(content.heads())) {
            return Optional.of("its heads are not those of its changes");
        }
        if (!lastOfEach(unpacked).equals(named(content.frontier()))) {
            return Optional.of("its frontier is not that of its changes");
        }
        return authors(document, content.frontier(), opener);
    }

    /** The changes that no other among them builds on, rising. */
    static List<ByteString> headsOf(List<ParsedChange> changes) {
        Set<ChangeHash> heads = new TreeSet<>();
        Set<ChangeHash> built = new HashSet<>();
        for (ParsedChange change : changes) {
            heads.add(change.hash());
            built.addAll(change.deps());
        }
        heads.removeAll(built);
        return heads.stream().map(Identities::hash).toList();
    }

    /** The last change of an actor. */
    record Last(ByteString actor, long seq, ByteString hash, long pos) {}

    static Set<Last> lastOfEach(PackResult.Unpacked unpacked) {
        Map<ByteString, Last> last = new HashMap<>();
        for (int i = 0; i < unpacked.changes().size(); i++) {
            ParsedChange change = unpacked.changes().get(i);
            ByteString actor = Identities.actor(change.actor()).bytes();
            last.put(
                    actor,
                    new Last(
                            actor,
                            change.seq(),
                            Identities.hash(change.hash()),
                            unpacked.positions().get(i)));
        }
        return Set.copyOf(last.values());
    }

    private static Set<Last> named(List<Frontier> frontier) {
        Set<Last> named = new HashSet<>();
        frontier.forEach(each -> named.add(new Last(each.getActor(), each.getSeq(), each.getHash(), each.getPos())));
        return named;
    }

    private Optional<String> authors(DocumentId document, List<Frontier> frontier, EnvelopeOpener opener) {
        List<LogRow> records = store.log().membersAfter(0);
        Membership members = Membership.none(workspace);
        int next = 0;
        for (Frontier each : frontier.stream()
                .sorted(Comparator.comparingLong(Frontier::getPos))
                .toList()) {
            while (next < records.size() && records.get(next).pos() < each.getPos()) {
                LogRow record = records.get(next++);
                long millis = LogEntry.parse(record.entry()).orElseThrow().relayMillis();
                if (members.apply(record.item(), millis) instanceof Membership.Accepted accepted) {
                    members = accepted.next();
                }
            }
            Optional<String> flaw = opener.flawOf(each, document, members);
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        return Optional.empty();
    }
}
