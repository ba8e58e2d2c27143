package dev.meridian.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.client.local.Identities;
import dev.meridian.client.local.StatementCodec;
import dev.meridian.client.store.StatementRow;
import dev.meridian.client.store.StoreFault;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.decision.Act;
import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.Decisions;
import dev.meridian.model.decision.LogEnd;
import dev.meridian.model.decision.Participant;
import dev.meridian.model.decision.ReceivedStatement;
import dev.meridian.model.decision.Revision;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Team;
import dev.meridian.proto.v1.Statement;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.SealedEnvelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The decisions of a workspace: what was said in them, folded, and saying something. On the workspace's thread. */
final class Deciding {
    private static final int ID_LENGTH = 16;

    private final WorkspaceCore core;

    Deciding(WorkspaceCore core) {
        this.core = core;
    }

    /** Decisions in which something was said. */
    List<DocumentId> opened() {
        return core.store().statements().documents().stream()
                .map(id -> new DocumentId(id.hex()))
                .toList();
    }

    /** How far the log that is kept here reaches. */
    LogEnd end() {
        Optional<LogHead> head = core.standing().log().head();
        return head.map(each -> new LogEnd(each.pos(), Instant.ofEpochMilli(each.relayMillis())))
                .orElse(LogEnd.NOTHING);
    }

    /** Where a decision stands by the log alone. */
    Decision fold(DocumentId decision, Instant now) {
        return Decisions.fold(logged(decision), end(), now, TimeZones.installed());
    }

    /** Where all stand, those superseded that are. */
    SortedMap<DocumentId, Decision> all(Instant now) {
        TreeMap<DocumentId, Decision> all = new TreeMap<>();
        opened().forEach(id -> all.put(id, fold(id, now)));
        return Decisions.superseded(all);
    }

    /** What was said, in the order of the log. */
    List<ReceivedStatement> logged(DocumentId decision) {
        return read(core.store().statements().logged(id(decision)));
    }

    /** What was said here and is not in the log yet, as if it came next. */
    List<ReceivedStatement> unsent(DocumentId decision, Instant now) {
        LogEnd end = end();
        List<ReceivedStatement> unsent = new ArrayList<>();
        List<StatementRow> rows = new ArrayList<>(core.store().statements().logged(id(decision)));
        int logged = rows.size();
        rows.addAll(core.store().statements().unsent(id(decision)));
        Instant at = now.isBefore(end.at()) ? end.at() : now;
        List<ReceivedStatement> all = read(rows);
        for (ReceivedStatement each : all.subList(Math.min(all.size(), readable(rows, logged)), all.size())) {
            unsent.add(at(each, end.position() + unsent.size() + 1, at));
        }
        return unsent;
    }

    private static int readable(List<StatementRow> rows, int first) {
        return (int) rows.subList(0, first).stream()
                .filter(row -> StatementCodec.act(parse(row)).isPresent())
                .count();
    }

    private static ReceivedStatement at(ReceivedStatement statement, long position, Instant receivedAt) {
        return new ReceivedStatement(
                statement.id(),
                position,
                receivedAt,
                statement.author(),
                statement.device(),
                statement.claimedAt(),
                statement.seen(),
                statement.revision(),
                statement.act());
    }

    private List<ReceivedStatement> read(List<StatementRow> rows) {
        Team team = core.team();
        Map<dev.meridian.model.automerge.DeviceId, MemberId> frozen = new HashMap<>();
        List<ReceivedStatement> read = new ArrayList<>();
        for (StatementRow row : rows) {
            Statement statement = parse(row);
            StatementCodec.act(statement).ifPresent(act -> {
                if (act instanceof Act.Open open) {
                    open.terms().people().forEach(person -> freeze(person, team, frozen));
                }
                read.add(read(row, statement, act, team, frozen));
            });
        }
        return read;
    }

    /**
     * Whose a device is was frozen at the opening: what the team's document says later alters no decision. Whoever opens it writes that, so the
     * log must agree (TEAM-10).
     */
    private static void freeze(
            Participant person, Team team, Map<dev.meridian.model.automerge.DeviceId, MemberId> frozen) {
        person.devices().stream()
                .filter(device -> team.attribution().allows(person.member(), device))
                .forEach(device -> frozen.putIfAbsent(device, person.member()));
    }

    private static ReceivedStatement read(
            StatementRow row,
            Statement statement,
            Act act,
            Team team,
            Map<dev.meridian.model.automerge.DeviceId, MemberId> frozen) {
        dev.meridian.model.automerge.DeviceId device = Identities.device(row.author());
        MemberId author = Optional.ofNullable(frozen.get(device))
                .or(() -> team.memberOf(device).map(Member::id))
                .orElseGet(() -> new MemberId(device.hex()));
        return new ReceivedStatement(
                new StatementId(StatementCodec.hex(statement.getId())),
                row.pos(),
                Instant.ofEpochMilli(row.receivedMillis()),
                author,
                device,
                Instant.ofEpochMilli(statement.getClaimedMs()),
                new LogEnd(row.seenPos(), Instant.ofEpochMilli(row.seenMillis())),
                StatementCodec.revision(statement),
                act);
    }

    private static Statement parse(StatementRow row) {
        try {
            return Statement.parseFrom(row.body());
        } catch (InvalidProtocolBufferException e) {
            throw new StoreFault(StoreFault.Kind.CORRUPT, "A stored statement is damaged.", e);
        }
    }

    /**
     * Says something: it is on the disk, sealed and in the outbox, when this returns.
     *
     * @throws DecisionException if it would have no effect
     */
    StatementId say(DocumentId decision, Revision revision, Act act) {
        Instant now = core.options().clock().instant();
        StatementId id = new StatementId(StatementCodec.hex(core.entropy().bytes(ID_LENGTH)));
        core.standing().follow();
        requireMayState();
        requireEffect(decision, revision, id, act, now);
        // What it speaks of goes before it.
        core.sealing().sealAll();
        EnvelopeSealer sealer = core.standing()
                .sealer()
                .orElseThrow(() -> new DecisionException("This device has no key of the workspace yet: sync first."));
        Statement statement = StatementCodec.statement(id, decision, revision, now, act);
        LogEnd end = end();
        SealedEnvelope sealed = sealer.statement(statement, core.standing().seen(), core.entropy());
        core.library().atomically(() -> {
            core.store().outbox().addStatement(sealed.itemId(), core.device(), sealed.bytes());
            core.store()
                    .statements()
                    .put(new StatementRow(
                            sealed.itemId(),
                            core.device(),
                            id(decision),
                            0,
                            0,
                            end.position(),
                            end.at().toEpochMilli(),
                            statement.toByteString()));
            return true;
        });
        core.progressed();
        core.syncing().outboxChanged();
        return id;
    }

    private void requireMayState() {
        boolean may = core.standing()
                .members()
                .map(members -> members.mayState(core.device()))
                .orElse(true);
        if (!may) {
            throw new DecisionException("A viewer takes no part in decisions: ask an owner for another role.");
        }
    }

    /** As the fold would take it, if it were the next in the log: so that nobody says what says nothing. */
    private void requireEffect(DocumentId decision, Revision revision, StatementId id, Act act, Instant now) {
        LogEnd end = end();
        Instant at = now.isBefore(end.at()) ? end.at() : now;
        List<ReceivedStatement> all = new ArrayList<>(logged(decision));
        all.addAll(unsent(decision, now));
        long position = end.position() + all.size() + 1L;
        LogEnd next = new LogEnd(position, at);
        dev.meridian.model.automerge.DeviceId device = core.modelDevice();
        MemberId author = me().orElseGet(() -> new MemberId(device.hex()));
        all.add(new ReceivedStatement(
                id, position, at, author, device, now, new LogEnd(position - 1, end.at()), revision, act));
        Decisions.fold(all, next, at, TimeZones.installed()).ignored().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .ifPresent(each -> {
                    throw new DecisionException("This would have no effect: " + each.why() + ".");
                });
    }

    /** Whose home this is. */
    Optional<MemberId> me() {
        return core.team().memberOf(core.modelDevice()).map(Member::id);
    }

    /** Whether every change that a revision consists of is in the document here. */
    boolean holds(DocumentId decision, Revision revision) {
        core.library().judge(id(decision));
        return revision.heads().stream()
                .allMatch(head -> core.store().changes().holds(id(decision), ByteString.copyFrom(head.bytes())));
    }

    static dev.meridian.sync.id.DocumentId id(DocumentId decision) {
        return dev.meridian.sync.id.DocumentId.parse(decision.hex());
    }
}
