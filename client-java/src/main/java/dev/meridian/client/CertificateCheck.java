package dev.meridian.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.SealedEnvelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks an exported certificate with nothing at hand but the file: who was a member, the signatures of those who spoke, the relay's receipts
 * and its signature over them. What was said is sealed, so that what follows from it can only be checked by a member; the answer says so.
 */
public final class CertificateCheck {

    private final CertificateFile file;
    private final List<String> problems = new ArrayList<>();
    private final Map<Long, LogEntry> entries = new HashMap<>();
    private int signed;
    private Membership members;
    private ByteString chain;

    private CertificateCheck(CertificateFile file) {
        this.file = file;
        this.members = Membership.none(file.workspace());
        this.chain = file.chainBefore();
    }

    /**
     * @param exported as {@link DecisionHandle#export} wrote it
     * @throws DecisionException where it is none
     */
    public static DecisionVerification check(String exported) {
        try {
            return new CertificateCheck(CertificateFile.read(exported)).check();
        } catch (IllegalArgumentException damaged) {
            return new DecisionVerification(List.of(), 0, List.of("The certificate is damaged."), List.of());
        }
    }

    private DecisionVerification check() {
        file.members().stream()
                .filter(each ->
                        LogEntry.parse(each.entry()).filter(this::isBefore).isPresent())
                .forEach(this::join);
        if (!members.isFounded() && file.first() > 1) {
            problems.add("The founding of the workspace is missing, so that nobody's signature can be checked.");
        }
        file.entries().forEach(this::entry);
        head();
        file.acts().forEach(this::act);
        return new DecisionVerification(List.of(file.outcome()), signed, problems, notChecked());
    }

    private boolean isBefore(LogEntry entry) {
        return entry.pos() < file.first();
    }

    private void join(CertificateFile.Item member) {
        boolean joined = LogEntry.parse(member.entry())
                .filter(entry -> entry.isOf(member.item()))
                .filter(entry -> {
                    if (members.apply(member.item(), entry.relayMillis()) instanceof Membership.Accepted accepted) {
                        members = accepted.next();
                        return true;
                    }
                    return false;
                })
                .isPresent();
        if (!joined) {
            problems.add("A record of who is a member does not hold.");
        }
    }

    private void entry(ByteString bytes) {
        chain = Chain.next(chain, bytes);
        Optional<LogEntry> parsed = LogEntry.parse(bytes);
        long expected = file.first() + entries.size();
        if (parsed.isEmpty() || parsed.get().pos() != expected) {
            problems.add("The entry at position " + expected + " of the log is damaged.");
            return;
        }
        LogEntry entry = parsed.get();
        entries.put(entry.pos(), entry);
        if (entry.kind() == EntryKind.ENTRY_KIND_MEMBER) {
            file.members().stream()
                    .filter(each -> each.entry().equals(bytes))
                    .findFirst()
                    .ifPresentOrElse(
                            this::join,
                            () -> problems.add(
                                    "The record of who is a member at position " + entry.pos() + " is missing."));
        }
        file.statement(entry.pos()).ifPresent(item -> statement(entry, item));
    }

    private void statement(LogEntry entry, ByteString item) {
        boolean holds = entry.isOf(item)
                && SealedEnvelope.verify(item, members) instanceof SealedEnvelope.Verified verified
                && verified.envelope().core().getKind() == EnvelopeKind.ENVELOPE_KIND_STATEMENT
                && verified.envelope().document().hex().equals(file.decision());
        if (holds) {
            signed++;
        } else {
            problems.add("The statement at position " + entry.pos() + " is not signed by a device that may speak.");
        }
    }

    private void head() {
        try {
            boolean signs = members.isFounded()
                    && members.workspace().equals(file.workspace())
                    && SignedHeads.verify(SignedHead.parseFrom(file.head()), members, lastItem())
                            .map(LogHead::chain)
                            .filter(chain::equals)
                            .isPresent();
            if (!signs) {
                problems.add("The relay of the workspace has not signed these entries.");
            }
        } catch (InvalidProtocolBufferException e) {
            problems.add("The relay's signature is damaged.");
        }
    }

    /** Of the last entry, where that is a membership record. */
    private ByteString lastItem() {
        ByteString last =
                file.entries().isEmpty() ? ByteString.EMPTY : file.entries().getLast();
        return file.members().stream()
                .filter(each -> each.entry().equals(last))
                .map(CertificateFile.Item::item)
                .findFirst()
                .orElse(ByteString.EMPTY);
    }

    /** An act of the certificate stands in the log where and when it says, signed. */
    private void act(CertificateFile.Act act) {
        LogEntry entry = entries.get(act.position());
        boolean there = entry != null
                && file.statement(act.position()).isPresent()
                && Instant.ofEpochMilli(entry.relayMillis()).equals(act.received());
        if (!there) {
            problems.add("The act at position " + act.position()
                    + " is not in the log that the relay signed, or was received at another time.");
        }
    }

    private List<String> notChecked() {
        long others = entries.values().stream()
                .filter(entry -> entry.document()
                        .filter(document -> document.hex().equals(file.decision()))
                        .isPresent())
                .filter(entry -> file.acts().stream().noneMatch(act -> act.position() == entry.pos()))
                .count();
        List<String> open = new ArrayList<>(List.of(
                "What each person said, and that the outcome follows from it: that is sealed, and a member checks it with"
                        + " meridian decide verify DOC --certificate FILE.",
                "Which person a device belongs to: members know each other's names, this file does not prove them.",
                "That the workspace " + file.workspace().hex()
                        + " is the one you mean: compare this number with somebody who is in it."));
        if (others > 0) {
            open.add(
                    (others == 1 ? "One more entry is" : others + " more entries are")
                            + " about the same document: edits, or statements that did not count; only a member can tell which.");
        }
        return open;
    }
}
