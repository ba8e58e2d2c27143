package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Append;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.client.EntryVerifier.Examined;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Succession;
import dev.meridian.sync.trust.VerifyKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The verified end of a client's log, and how much of it is stored. Owned by its machine. */
final class Replica {
    /** What came of a frame of entries. */
    sealed interface Extension {}

    /** All of it is verified. */
    record Extended(List<VerifiedEntry> entries) implements Extension {}

    /** Nothing of it is taken. */
    record Contradicted(Turn.Halt halt) implements Extension {}

    private record Unstored(long pos, long bytes) {}

    private final ClientTerms terms;
    private final Workers workers;
    private final Deque<Unstored> unstored = new ArrayDeque<>();
    private LocalLog log;
    private long storedPos;
    private long unstoredBytes;
    private boolean linkSeen;

    Replica(ClientTerms terms, LocalLog log, Workers workers) {
        this.terms = terms;
        this.workers = workers;
        this.log = log;
        this.storedPos = log.pos();
        this.linkSeen = linkChain().isEmpty() || linkChain().equals(log.chain());
    }

    private ByteString linkChain() {
        return switch (terms.principal()) {
            case Principal.Guest guest -> guest.linkChain();
            case Principal.Device device -> ByteString.EMPTY;
        };
    }

    LocalLog log() {
        return log;
    }

    long storedPos() {
        return storedPos;
    }

    long unstoredBytes() {
        return unstoredBytes;
    }

    /** Whether the log has passed through the place that an invite's link names, if there is one. */
    boolean hasSeenLink() {
        return linkSeen;
    }

    /** Whether these members, as of here, lack the device that this client is; an invite's holder has none. */
    boolean lacksOwnDevice() {
        return switch (terms.principal()) {
            case Principal.Device device ->
                log.members().knownDevice(device.key().deviceId()).isEmpty();
            case Principal.Guest guest -> false;
        };
    }

    /**
     * The key of a relay, if it is the one that the terms name, or owners made it the successor of that (LOGIN-2).
     *
     * @param succession records, as the relay shows them
     */
    Optional<VerifyKey> relayKey(ByteString bytes, List<LogItem> succession) {
        if (Sha256.of(bytes).equals(terms.relayKeyHash())) {
            return VerifyKey.of(bytes);
        }
        List<Succession.Shown> shown = succession.stream()
                .flatMap(item -> LogEntry.parse(item.getEntry()).stream()
                        .map(entry -> new Succession.Shown(item.getItem(), entry.relayMillis())))
                .toList();
        return Succession.heir(log.members(), shown).filter(key -> key.bytes().equals(bytes));
    }

    /** Whether the members here name this relay. */
    boolean isOf(VerifyKey relayKey) {
        return log.members().isFounded() && log.members().relayKey().equals(relayKey);
    }

    /** The head, if this relay signed it for this workspace. */
    Optional<LogHead> verify(SignedHead head, VerifyKey relayKey) {
        return SignedHeads.verify(head, relayKey, terms.workspace());
    }

    /** Takes entries and the head after them, whole or not at all (CLI-1 to CLI-6). */
    Extension extend(Append append, VerifyKey relayKey) {
        EntryVerifier verifier = new EntryVerifier(log);
        List<VerifiedEntry> entries = new ArrayList<>();
        boolean passedLink = linkSeen;
        Membership before = log.members();
        List<Examined> examined = workers.each(append.getItemsList(), item -> Examined.of(item, before));
        for (Examined each : examined) {
            switch (verifier.next(each)) {
                case EntryVerifier.Verified verified -> entries.add(verified.entry());
                case EntryVerifier.Broken broken -> {
                    return contradicted(broken.reason(), broken.message());
                }
            }
            passedLink |= verifier.chain().equals(linkChain());
        }
        Optional<LogHead> head = verify(append.getHead(), relayKey);
        if (head.isEmpty()) {
            return contradicted(StopReason.BAD_LOG, "a head of the log is not signed by the relay");
        }
        Optional<Turn.Halt> flaw = flawOf(head.get(), append.getHead(), verifier, relayKey);
        if (flaw.isPresent()) {
            return new Contradicted(flaw.get());
        }
        // What a relay says of a place that another one ordered is no better receipt than the one there is.
        boolean isReceipt = !entries.isEmpty() || isOf(relayKey);
        log = isReceipt ? new LocalLog(head, append.getHead(), verifier.members()) : log;
        linkSeen = passedLink;
        remember(append);
        return new Extended(entries);
    }

    private Optional<Turn.Halt> flawOf(LogHead head, SignedHead signed, EntryVerifier verifier, VerifyKey relayKey) {
        Membership members = verifier.members();
        if (!members.isFounded()) {
            return halt(StopReason.WRONG_RELAY, "the workspace belongs to another relay");
        }
        boolean ordered = members.relayKey().equals(relayKey)
                || verifier.abdicated().equals(Optional.of(relayKey))
                || !isOf(relayKey);
        if (!ordered) {
            return halt(StopReason.BAD_LOG, "the relay went on after an owner had named another one");
        }
        boolean agrees = head.pos() == verifier.pos()
                && head.relayMillis() == verifier.relayMillis()
                && head.chain().equals(verifier.chain());
        if (!agrees) {
            return halt(StopReason.BAD_LOG, "the relay signed another log than it sent");
        }
        if (!head.members().equals(members.lastRecord())) {
            return halt(StopReason.BAD_LOG, "the relay counts somebody as a member who is none");
        }
        if (head.gen() < log.gen()) {
            String message = "the relay went back from generation %d to %d".formatted(log.gen(), head.gen());
            return Optional.of(new Turn.Halt(StopReason.ROLLBACK, message, List.of(log.signed(), signed)));
        }
        return Optional.empty();
    }

    private static Optional<Turn.Halt> halt(StopReason reason, String message) {
        return Optional.of(new Turn.Halt(reason, message, List.of()));
    }

    private static Extension contradicted(StopReason reason, String message) {
        return new Contradicted(new Turn.Halt(reason, message, List.of()));
    }

    private void remember(Append append) {
        if (append.getItemsCount() > 0) {
            long bytes = append.getSerializedSize();
            unstored.add(new Unstored(log.pos(), bytes));
            unstoredBytes += bytes;
        }
    }

    /** Takes note of what is in the store. */
    void stored(long pos) {
        while (!unstored.isEmpty() && unstored.element().pos <= pos) {
            unstoredBytes -= unstored.remove().bytes;
        }
        storedPos = Math.max(storedPos, Math.min(pos, log.pos()));
    }

    /** Starts again from where the store was cut. */
    void reset(LocalLog cut) {
        log = cut;
        storedPos = cut.pos();
        unstored.clear();
        unstoredBytes = 0;
    }
}
