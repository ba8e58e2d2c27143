package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.LogRow;
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
import java.util.function.Supplier;

/** Checks what can be told from a snapshot alone: its pack, its range, its heads, and that every author's last change is by that author (SNAP-6, PACK-4). */
final class SnapshotCheck {
    private final EnvelopeOpener opener;
    private final WorkspaceId workspace;
    /** The membership records in force, in the order of the log. */
    private final Supplier<List<LogRow>> records;

    SnapshotCheck(EnvelopeOpener opener, WorkspaceId workspace, Supplier<List<LogRow>> records) {
        this.opener = opener;
        this.workspace = workspace;
        this.records = records;
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
    Opened open(ByteString item) {
        return switch (opener.openVerified(item)) {
            case Opening.Snapshotted snapshot -> check(snapshot);
            case Opening.Rejected rejected -> new Flawed(rejected.reason());
            case Opening.Unreadable unreadable -> new Flawed(unreadable.reason());
            case Opening.Changes other -> new Flawed("it is none");
            case Opening.Stated other -> new Flawed("it is none");
            case Opening.Attested other -> new Flawed("it is none");
            case Opening.Presence other -> new Flawed("it is none");
            case Opening.UnknownKind other -> new Flawed("it is none");
        };
    }

    private Opened check(Opening.Snapshotted snapshot) {
        SnapshotContent content = snapshot.content();
        return switch (ChangePack.unpack(content.changes().toByteArray())) {
            case PackResult.Refused refused -> new Flawed(refused.reason());
            case PackResult.Unpacked unpacked ->
                flaw(snapshot.document(), content, unpacked)
                        .<Opened>map(Flawed::new)
                        .orElseGet(() -> new Sound(unpacked.positions(), unpacked.changes()));
        };
    }

    private Optional<String> flaw(DocumentId document, SnapshotContent content, PackResult.Unpacked unpacked) {
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
        return authors(document, content.frontier());
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

    private Optional<String> authors(DocumentId document, List<Frontier> frontier) {
        List<LogRow> rows = this.records.get();
        Membership members = Membership.none(workspace);
        int next = 0;
        for (Frontier each : frontier.stream()
                .sorted(Comparator.comparingLong(Frontier::getPos))
                .toList()) {
            while (next < rows.size() && rows.get(next).pos() < each.getPos()) {
                LogRow record = rows.get(next++);
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
