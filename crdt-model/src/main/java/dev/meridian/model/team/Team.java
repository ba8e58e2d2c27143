package dev.meridian.model.team;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.json.Json;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The team document as it was at one moment. The maps hold what is in the trash too: {@code meta().life().deleted()} tells.
 *
 * @param schema of the document, 0 where its first change is not here
 * @param heads the changes that nothing builds on: equal heads, equal teams
 * @param name of the workspace
 * @param cycles what the team does again and again, where somebody said when
 * @param unknown what stands at root keys that this version does not know; kept as it is
 * @param attribution whose devices are whose by the log; {@link Attribution#NONE} where only the document is asked
 */
public record Team(
        long schema,
        Set<ChangeHash> heads,
        String name,
        SortedMap<CycleKind, Cycle> cycles,
        PMap<MemberId, Member> members,
        PMap<StatusId, Status> statuses,
        PMap<BoardId, BoardEntry> boards,
        PMap<DocumentId, DocumentEntry> documents,
        SortedMap<String, Json> unknown,
        Attribution attribution) {

    public static final Team NOT_HERE = new Team(
            0,
            Set.of(),
            "",
            new TreeMap<>(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            new TreeMap<>(),
            Attribution.NONE);

    public Team {
        heads = Set.copyOf(heads);
        cycles = Collections.unmodifiableSortedMap(new TreeMap<>(cycles));
        unknown = Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
    }

    /** Whether its first change is here. */
    public boolean exists() {
        return schema > 0;
    }

    /** A member. */
    public Optional<Member> member(MemberId id) {
        return Optional.ofNullable(members.get(id));
    }

    /** A status, in the trash or not. */
    public Optional<Status> status(StatusId id) {
        return Optional.ofNullable(statuses.get(id));
    }

    /** A board, in the trash or not. */
    public Optional<BoardEntry> board(BoardId id) {
        return Optional.ofNullable(boards.get(id));
    }

    /** A document, in the trash or not. */
    public Optional<DocumentEntry> document(DocumentId id) {
        return Optional.ofNullable(documents.get(id));
    }

    /** Statuses that are not in the trash, in their order. */
    public List<Status> statusesInOrder() {
        return statuses.values().stream()
                .filter(each -> !each.meta().life().deleted())
                .sorted(Comparator.comparingDouble(Status::order)
                        .thenComparing(each -> each.id().hex()))
                .toList();
    }

    /** The same team, with the log's word on whose devices are whose. */
    public Team by(Attribution log) {
        return new Team(schema, heads, name, cycles, members, statuses, boards, documents, unknown, log);
    }

    /** Whose device this is. */
    public Optional<Member> memberOf(DeviceId device) {
        return attribution.memberOf(device, members);
    }

    /** The devices that speak for a member. */
    public Set<DeviceId> devicesOf(Member member) {
        return attribution.devicesOf(member, members);
    }
}
