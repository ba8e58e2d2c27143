package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.WorkspaceStatus.Connection;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.client.store.StoreFault;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.Thing;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Meta;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.id.DocumentId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Figures about a workspace, for people. On its thread. */
final class Reports {
    private Reports() {}

    static WorkspaceStatus status(WorkspaceCore core) {
        WorkspaceStore store = core.store();
        Team team = core.documents().team().snapshot();
        List<Board> boards = team.boards().values().stream()
                .filter(entry -> !entry.meta().life().deleted())
                .map(entry -> board(core, entry))
                .toList();
        core.library().trim();
        return new WorkspaceStatus(
                connection(core.syncing().status()),
                core.device(),
                core.relay().uri(),
                store.log().lastPos(),
                core.standing().log().gen(),
                store.outbox().changes(),
                store.outbox().items(),
                refused(store),
                rejected(store),
                conflicts(team) + boards.stream().mapToInt(Reports::conflicts).sum(),
                boards.stream().mapToInt(board -> board.cycles().size()).sum(),
                store.meta().text(Name.STOPPED).flatMap(Stop::of));
    }

    private static Board board(WorkspaceCore core, BoardEntry entry) {
        return core.documents().boardWithTalk(DocumentId.parse(entry.id().hex()));
    }

    static List<SyncReport.RefusedItem> refused(WorkspaceStore store) {
        return store.outbox().refused().stream()
                .map(row -> new SyncReport.RefusedItem(row.id(), row.code(), row.reason()))
                .toList();
    }

    static List<RejectedEntry> rejected(WorkspaceStore store) {
        return store.rejected().list().stream().map(WorkspaceCore::rejected).toList();
    }

    /** Heads as one value: each behind its length. */
    static ByteString evidence(List<SignedHead> heads) {
        ByteString.Output out = ByteString.newOutput();
        try {
            for (SignedHead head : heads) {
                head.writeDelimitedTo(out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return out.toByteString();
    }

    /** The other way. */
    static List<SignedHead> evidence(ByteString kept) {
        List<SignedHead> heads = new ArrayList<>();
        try (InputStream in = kept.newInput()) {
            for (SignedHead head = SignedHead.parseDelimitedFrom(in);
                    head != null;
                    head = SignedHead.parseDelimitedFrom(in)) {
                heads.add(head);
            }
        } catch (IOException e) {
            throw new StoreFault(StoreFault.Kind.CORRUPT, "The kept heads are damaged.", e);
        }
        return heads;
    }

    private static int conflicts(Board board) {
        Stream<? extends Thing> things =
                Stream.of(board.cards(), board.groups(), board.dependencies()).flatMap(each -> each.values().stream());
        return things.filter(thing -> !thing.deleted())
                .mapToInt(thing -> thing.meta().conflicts().size())
                .sum();
    }

    private static int conflicts(Team team) {
        Stream<Meta> entries = Stream.of(
                        team.members().values().stream().map(each -> each.meta()),
                        team.statuses().values().stream().map(each -> each.meta()),
                        team.boards().values().stream().map(each -> each.meta()),
                        team.documents().values().stream().map(each -> each.meta()))
                .flatMap(each -> each);
        return entries.filter(meta -> !meta.life().deleted())
                .mapToInt(meta -> meta.conflicts().size())
                .sum();
    }

    static Connection connection(ClientStatus status) {
        return switch (status) {
            case ClientStatus.Offline offline -> Connection.OFFLINE;
            case ClientStatus.Connecting connecting -> Connection.CONNECTING;
            case ClientStatus.Repairing repairing -> Connection.CATCHING_UP;
            case ClientStatus.CatchingUp catching -> Connection.CATCHING_UP;
            case ClientStatus.Live live -> Connection.LIVE;
            case ClientStatus.Waiting waiting -> Connection.WAITING;
            case ClientStatus.Stopped stopped -> Connection.STOPPED;
        };
    }
}
