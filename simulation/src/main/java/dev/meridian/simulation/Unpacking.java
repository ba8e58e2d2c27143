package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.Gate;
import dev.meridian.model.automerge.GateCaps;
import dev.meridian.model.automerge.GateResult;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.Opening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Takes changes out of an entry as a client's shell does before its documents judge them (docs/spec/store.md, STORE-5). */
final class Unpacking {
    /**
     * @param rejected why the rest, or all of it, is not to be applied
     * @param missing what the log must have before the rest can be taken
     */
    record Contents(
            DocumentId document, List<ParsedChange> changes, Optional<String> rejected, Optional<ChangeHash> missing) {
        private static Contents rejected(DocumentId document, List<ParsedChange> before, String reason) {
            return new Contents(document, before, Optional.of(reason), Optional.empty());
        }
    }

    private final EnvelopeOpener opener;
    private final Predicate<Bug> bugs;

    Unpacking(EnvelopeOpener opener, Predicate<Bug> bugs) {
        this.opener = opener;
        this.bugs = bugs;
    }

    /** @param inLog what the log has before this entry */
    Contents unpack(ByteString item, Set<Named> inLog) {
        return switch (opener.openVerified(item)) {
            case Opening.Changes changes -> unpack(changes, inLog);
            case Opening.Unreadable unreadable -> nothing(unreadable.reason());
            case Opening.Rejected rejected -> nothing(rejected.reason());
            case Opening.Presence presence -> nothing("presence");
            default -> nothing("of an unknown kind");
        };
    }

    private static Contents nothing(String reason) {
        return Contents.rejected(DocumentId.TEAM, List.of(), reason);
    }

    private Contents unpack(Opening.Changes changes, Set<Named> inLog) {
        ChangeBatch batch = changes.batch();
        List<byte[]> chunks = Gate.split(batch.chunks().toByteArray());
        List<ParsedChange> taken = new ArrayList<>();
        if (chunks.size() != batch.lastSeq() - batch.firstSeq() + 1) {
            return Contents.rejected(changes.document(), taken, "it does not hold the changes that it names");
        }
        for (int i = 0; i < chunks.size(); i++) {
            switch (Gate.parse(chunks.get(i), GateCaps.DEFAULT)) {
                case GateResult.Refused refused -> {
                    return Contents.rejected(
                            changes.document(), taken, refused.refusal().toString());
                }
                case GateResult.Parsed parsed -> {
                    ParsedChange change = parsed.change();
                    if (!isAsNamed(changes.batch(), change, i) && !bugs.test(Bug.SKIPS_THE_GATE)) {
                        return Contents.rejected(
                                changes.document(), taken, "it does not hold the changes that it names");
                    }
                    Optional<ChangeHash> missing = missing(changes.document(), change, taken, inLog);
                    if (missing.isPresent()) {
                        return new Contents(changes.document(), taken, Optional.empty(), missing);
                    }
                    taken.add(change);
                }
            }
        }
        return new Contents(changes.document(), taken, Optional.empty(), Optional.empty());
    }

    private static boolean isAsNamed(ChangeBatch batch, ParsedChange change, int index) {
        long seq = batch.firstSeq() + index;
        return Identities.actor(change.actor()).equals(batch.actor())
                && change.seq() == seq
                && (seq < batch.lastSeq() || Identities.hash(change.hash()).equals(batch.lastHash()));
    }

    private static Optional<ChangeHash> missing(
            DocumentId document, ParsedChange change, List<ParsedChange> before, Set<Named> inLog) {
        return change.deps().stream()
                .filter(dep -> !inLog.contains(new Named(document, dep)))
                .filter(dep -> before.stream().noneMatch(each -> each.hash().equals(dep)))
                .findFirst();
    }
}
