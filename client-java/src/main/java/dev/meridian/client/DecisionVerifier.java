package dev.meridian.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.StatementRow;
import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.Outcome;
import dev.meridian.model.decision.RestoredOutcome;
import dev.meridian.model.document.Document;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.json.Json;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Opening;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks a decision from the log up: the chain and the relay's signature over it, the authority and signature of every statement at its place,
 * what follows from them, and what the document records. On the workspace's thread.
 */
final class DecisionVerifier {
    private final WorkspaceCore core;
    private final List<String> problems = new ArrayList<>();

    DecisionVerifier(WorkspaceCore core) {
        this.core = core;
    }

    /** By the log that is kept here. */
    DecisionVerification verify(DocumentId id) {
        List<StatementRow> kept = core.store().statements().logged(Deciding.id(id));
        Map<Long, StatementRow> byPosition = new HashMap<>();
        kept.forEach(row -> byPosition.put(row.pos(), row));
        new Walk(byPosition).all();
        Decision decision = core.deciding().fold(id, core.options().clock().instant());
        Document document = core.documents().text(Deciding.id(id)).snapshot();
        for (Outcome each : decision.outcomes()) {
            Optional<String> recorded = Optional.ofNullable(document.outcomes().get(each.round()));
            boolean ours = recorded.isPresent() && !RestoredOutcome.is(recorded.get());
            if (ours && !recorded.get().equals(each.line(id))) {
                problems.add("The document records another outcome of round " + each.round() + " than the log shows.");
            }
        }
        return answer(id, decision, kept.size());
    }

    private DecisionVerification answer(DocumentId id, Decision decision, int statements) {
        List<String> outcomes = decision.outcomes().stream()
                .map(each -> "round %d: %s, certificate %s"
                        .formatted(
                                each.round(),
                                each.state().word(),
                                each.certificate().sha256(id)))
                .toList();
        return new DecisionVerification(outcomes, statements, problems, List.of());
    }

    /** Goes through the stored log once: chain, times, heads, and the statements of one decision. */
    private final class Walk {
        private final Map<Long, StatementRow> statements;
        private final EnvelopeOpener opener = core.standing()
                .opener()
                .orElseThrow(() -> new DecisionException("This device has no key of the workspace yet: sync first."));
        private Membership members = Membership.none(core.id());
        private ByteString chain = Chain.ZERO;
        private long position;
        private long signedTo;

        Walk(Map<Long, StatementRow> statements) {
            this.statements = statements;
        }

        void all() {
            core.store().log().each(this::row);
            statements.keySet().stream()
                    .filter(pos -> pos > signedTo)
                    .findFirst()
                    .ifPresent(pos -> problems.add("The relay's signature over position " + pos + " is missing."));
        }

        private void row(LogRow row) {
            chain = Chain.next(chain, row.entry());
            boolean next = row.pos() == position + 1 && chain.equals(row.chain());
            if (!next && problems.isEmpty()) {
                problems.add("The log that is kept here is broken at position " + row.pos() + ".");
            }
            position = row.pos();
            Optional<LogEntry> entry = LogEntry.parse(row.entry());
            if (entry.isEmpty() || (!row.isPruned() && !entry.get().isOf(row.item()))) {
                problems.add("The entry at position " + row.pos() + " is not of its item.");
                return;
            }
            if (row.kind() == EntryKind.ENTRY_KIND_MEMBER
                    && members.apply(row.item(), entry.get().relayMillis()) instanceof Membership.Accepted accepted) {
                members = accepted.next();
            }
            if (!row.head().isEmpty() && signs(row)) {
                signedTo = row.pos();
            }
            StatementRow statement = statements.get(row.pos());
            if (statement != null) {
                check(row, statement);
            }
        }

        private boolean signs(LogRow row) {
            try {
                Optional<LogHead> head = SignedHeads.verify(SignedHead.parseFrom(row.head()), members, row.item());
                return head.isPresent() && head.get().chain().equals(row.chain());
            } catch (InvalidProtocolBufferException e) {
                return false;
            }
        }

        private void check(LogRow row, StatementRow statement) {
            boolean same = opener.open(row.item(), members) instanceof Opening.Stated stated
                    && stated.author().equals(statement.author())
                    && stated.statement().toByteString().equals(statement.body())
                    && LogEntry.parse(row.entry()).orElseThrow().relayMillis() == statement.receivedMillis();
            if (!same) {
                problems.add("The statement at position " + row.pos() + " is not the one in the log.");
            }
        }
    }

    /** The certificate, and the entries of the log from its first act until past its end, under a head that the relay signed. */
    Optional<String> export(DocumentId id, int round) {
        Decision decision = core.deciding().fold(id, core.options().clock().instant());
        return decision.outcomes().stream()
                .filter(each -> each.round() == round)
                .findFirst()
                .map(outcome -> export(id, outcome));
    }

    private String export(DocumentId id, Outcome outcome) {
        long first =
                core.store().statements().logged(Deciding.id(id)).getFirst().pos();
        List<Json> entries = new ArrayList<>();
        List<LogRow> rows = core.store().log().after(first - 1, Integer.MAX_VALUE);
        ByteString before = first == 1
                ? Chain.ZERO
                : core.store().log().at(first - 1).orElseThrow().chain();
        LogRow last = rows.getLast();
        for (LogRow row : rows) {
            entries.add(Json.of(base64(row.entry())));
            boolean past = LogEntry.parse(row.entry()).orElseThrow().relayMillis()
                    >= outcome.certificate().endedAt().toEpochMilli();
            if (past && !row.head().isEmpty()) {
                last = row;
                break;
            }
        }
        TreeMap<String, Json> fields = new TreeMap<>();
        fields.put("format", Json.of(CertificateFile.FORMAT));
        fields.put("certificate", outcome.certificate().json(id));
        fields.put("chainBefore", Json.of(base64(before)));
        fields.put("firstPosition", Json.of(first));
        fields.put("entries", Json.array(entries));
        fields.put("head", Json.of(base64(last.head())));
        fields.put("workspace", Json.of(core.id().hex()));
        fields.put("members", Json.array(members(last.pos())));
        fields.put("statements", Json.array(statements(id, last.pos())));
        return Json.object(fields).print() + "\n";
    }

    /** Records of who was a member, so that somebody who has no log can check signatures. */
    private List<Json> members(long until) {
        List<Json> members = new ArrayList<>();
        core.store().log().each(row -> {
            if (row.pos() <= until && row.kind() == EntryKind.ENTRY_KIND_MEMBER) {
                members.add(Json.object(
                        Map.of("entry", Json.of(base64(row.entry())), "item", Json.of(base64(row.item())))));
            }
        });
        return members;
    }

    /** As they were sealed and signed. */
    private List<Json> statements(DocumentId id, long until) {
        List<Json> statements = new ArrayList<>();
        for (StatementRow each : core.store().statements().logged(Deciding.id(id))) {
            if (each.pos() <= until) {
                core.store()
                        .log()
                        .at(each.pos())
                        .ifPresent(row -> statements.add(Json.object(
                                Map.of("position", Json.of(row.pos()), "item", Json.of(base64(row.item()))))));
            }
        }
        return statements;
    }

    private static String base64(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Checks an export: that all of it holds by itself, and that the log here comes to the same certificate. */
    DecisionVerification verify(DocumentId id, String exported) {
        DecisionVerification alone = CertificateCheck.check(exported);
        problems.addAll(alone.problems());
        Decision decision = core.deciding().fold(id, core.options().clock().instant());
        if (alone.problems().isEmpty()) {
            CertificateFile file = CertificateFile.read(exported);
            if (!file.workspace().equals(core.id())) {
                problems.add("This certificate is of another workspace.");
            }
            String certificate = file.certificate().print();
            boolean same = decision.outcomes().stream()
                    .anyMatch(each -> each.certificate().json(id).print().equals(certificate));
            if (!same) {
                problems.add("The log that is kept here does not come to this certificate.");
            }
        }
        return answer(id, decision, alone.statements());
    }
}
