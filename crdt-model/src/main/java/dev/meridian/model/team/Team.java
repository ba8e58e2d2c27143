package dev.meridian.model.team;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The team document as it was at one moment. The maps hold what is in the trash too: {@code meta().life().deleted()} tells.
 *
 * @param exists whether its first change is here
 * @param name of the workspace
 */
public record Team(
        boolean exists,
        String name,
        PMap<MemberId, Member> members,
        PMap<StatusId, Status> statuses,
        PMap<BoardId, BoardEntry> boards,
        PMap<DocumentId, DocumentEntry> documents) {

    public static final Team NOT_HERE =
            new Team(false, "", HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

    /** Statuses that are not in the trash, in their order. */
    public List<Status> statusesInOrder() {
        return statuses.values().stream()
                .filter(each -> !each.meta().life().deleted())
                .sorted(Comparator.comparingDouble(Status::order)
                        .thenComparing(each -> each.id().hex()))
                .toList();
    }

    /** Whose device this is. */
    public Optional<Member> memberOf(DeviceId device) {
        return members.values().stream()
                .filter(each -> each.devices().contains(device))
                .min(Comparator.comparing(each -> each.id().hex()));
    }
}
