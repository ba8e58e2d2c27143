package dev.meridian.bench.sync;

import com.google.protobuf.ByteString;
import dev.meridian.bench.wire.Randomness;
import dev.meridian.bench.wire.RelaySocket;
import dev.meridian.model.automerge.ActorId;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.LocalChange;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.proto.v1.Welcome;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.Genesis;
import dev.meridian.sync.trust.InviteLink;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.VerifyKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A workspace at a relay as a team would have made it, card by card and move by move, written by one device straight to the
 * relay: the SDK would store each of 10,000 edits before it makes the next. What it writes, clients verify and open like anything
 * else. For one thread.
 */
final class GrownWorkspace implements AutoCloseable {
    private static final int ITEMS_A_PUSH = 100;
    private static final int GATHERED_BYTES_MAX = 256 << 10;
    private static final int SPAN = 30_000;
    private static final int INVITE_USES = 100;
    private static final long DAY_MILLIS = 86_400_000;

    private final InetSocketAddress relay;
    private final VerifyKey relayKey;
    private final DeviceKeys owner = DeviceKeys.generate(Randomness.ENTROPY);
    private final dev.meridian.sync.id.ActorId actor =
            new dev.meridian.sync.id.ActorId(owner.id().bytes().concat(Randomness.ENTROPY.bytes(8)));
    private final Random random = new Random(1);
    private final Genesis genesis;
    private final EnvelopeSealer sealer;
    private final BoardId board = new BoardId(Ids.random(random));
    private final BoardDocument cards =
            BoardDocument.open(Replica.create(ActorId.of(actor.bytes().toByteArray())));
    private final List<CardId> known = new ArrayList<>();
    private final List<PushItem> unsent = new ArrayList<>();
    private int changes;

    private GrownWorkspace(InetSocketAddress relay, VerifyKey relayKey) {
        this.relay = relay;
        this.relayKey = relayKey;
        this.genesis = Genesis.create(owner, relayKey, Randomness.ENTROPY);
        this.sealer = new EnvelopeSealer(genesis.workspace(), owner, genesis.key());
    }

    /** Founds it, with a team and an empty board. */
    static GrownWorkspace found(InetSocketAddress relay) throws IOException {
        VerifyKey relayKey;
        try (RelaySocket stranger = RelaySocket.connect(relay)) {
            relayKey = stranger.relayKey();
        }
        GrownWorkspace founded = new GrownWorkspace(relay, relayKey);
        founded.unsent.add(
                item(EntryKind.ENTRY_KIND_MEMBER, founded.genesis.record().item()));
        founded.describeTeam();
        founded.send();
        return founded;
    }

    private void describeTeam() {
        MemberId member = new MemberId(Ids.random(random));
        try (TeamDocument team =
                TeamDocument.open(Replica.create(ActorId.of(actor.bytes().toByteArray())))) {
            List<LocalChange> made = team.apply(List.of(
                            new TeamIntent.Create("Bench"),
                            new TeamIntent.AddMember(member, "Owner", "UTC"),
                            new TeamIntent.AddDevice(
                                    member, DeviceId.of(owner.id().bytes().toByteArray())),
                            new TeamIntent.AddBoard(board, "Roadmap", 1)))
                    .changes();
            seal(DocumentId.TEAM, made, 1);
        }
        seal(cards(), cards.apply(List.of(new BoardIntent.Create())).changes(), 1);
    }

    private DocumentId cards() {
        return DocumentId.parse(board.hex());
    }

    /** The board that has the cards. */
    BoardId board() {
        return board;
    }

    /** How many changes there are in all. */
    int changes() {
        return changes;
    }

    /**
     * Makes so many more changes: of each five, one adds a card, the others move or rename one.
     *
     * @param gathered whether many changes go into one envelope, as from somebody who was offline; else each into its own
     */
    void grow(int more, boolean gathered) throws IOException {
        List<LocalChange> made = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            made.addAll(cards.apply(List.of(edit(i))).changes());
        }
        seal(cards(), made, gathered ? GATHERED_BYTES_MAX : 1);
        send();
    }

    /**
     * Types a document, a change and an envelope for so many keystrokes.
     *
     * @return which it is
     */
    DocumentId type(List<Splice> splices, int burst) throws IOException {
        DocumentId text = DocumentId.parse("00" + Ids.random(random).substring(2));
        try (TextDocument document =
                TextDocument.open(Replica.create(ActorId.of(actor.bytes().toByteArray())))) {
            seal(text, document.apply(List.of(new DocumentIntent.Create())).changes(), 1);
            for (int from = 0; from < splices.size(); from += burst) {
                List<Splice> some = splices.subList(from, Math.min(splices.size(), from + burst));
                seal(
                        text,
                        document.apply(List.of(new DocumentIntent.EditText(some)))
                                .changes(),
                        1);
            }
        }
        send();
        return text;
    }

    private BoardIntent edit(int number) {
        if (number % 5 == 0) {
            CardId card = new CardId(Ids.random(random));
            known.add(card);
            return new BoardIntent.AddCard(card, "What we plan, number " + known.size(), position(), Size.CARD);
        }
        CardId card = known.get(random.nextInt(known.size()));
        return number % 5 == 1
                ? new BoardIntent.SetTitle(card, "Renamed " + random.nextInt(SPAN))
                : new BoardIntent.Move(card, position());
    }

    private Position position() {
        return new Position(random.nextInt(SPAN), random.nextInt(SPAN));
    }

    /** Seals changes, as many together as there is room for. */
    private void seal(DocumentId document, List<LocalChange> made, int bytesMax) {
        int from = 0;
        while (from < made.size()) {
            ByteString chunks = ByteString.EMPTY;
            int to = from;
            while (to < made.size() && (to == from || chunks.size() < bytesMax)) {
                chunks = chunks.concat(ByteString.copyFrom(made.get(to).change().chunk()));
                to++;
            }
            ByteString hash =
                    ByteString.copyFrom(made.get(to - 1).change().hash().bytes());
            ChangeBatch batch = new ChangeBatch(
                    actor,
                    made.get(from).change().seq(),
                    made.get(to - 1).change().seq(),
                    hash,
                    chunks);
            unsent.add(item(
                    EntryKind.ENTRY_KIND_ENVELOPE,
                    sealer.changes(document, batch, HeadRef.getDefaultInstance(), Randomness.ENTROPY)
                            .bytes()));
            from = to;
        }
        changes += made.size();
    }

    private static PushItem item(EntryKind kind, ByteString bytes) {
        return PushItem.newBuilder().setKind(kind).setItem(bytes).build();
    }

    private void send() throws IOException {
        try (RelaySocket socket = RelaySocket.connect(relay)) {
            socket.logIn(genesis.workspace(), owner.signing());
            int from = 0;
            while (from < unsent.size()) {
                int to = from;
                long bytes = 0;
                while (to < unsent.size() && to - from < ITEMS_A_PUSH && bytes < GATHERED_BYTES_MAX) {
                    bytes += unsent.get(to).getItem().size();
                    to++;
                }
                socket.push(unsent.subList(from, to));
                from = to;
            }
        }
        unsent.clear();
    }

    /** Invites as many as want to come; their link. */
    InviteLink invite() throws IOException {
        ByteString seed = Randomness.ENTROPY.bytes(DeviceKeys.SEED_LENGTH);
        Membership founded = founded();
        MemberRecord invite = MemberRecord.invite(
                founded,
                owner,
                DeviceKeys.ofInvite(seed),
                new MemberRecord.InviteTerms(Role.ROLE_EDITOR, INVITE_USES, System.currentTimeMillis() + DAY_MILLIS),
                Randomness.ENTROPY);
        unsent.add(item(EntryKind.ENTRY_KIND_MEMBER, invite.item()));
        send();
        try (RelaySocket socket = RelaySocket.connect(relay)) {
            Head head = Head.parseFrom(
                    socket.logIn(genesis.workspace(), owner.signing()).getHead().getHead());
            return new InviteLink(
                    false,
                    relay.getAddress().getHostAddress(),
                    relay.getPort(),
                    genesis.workspace(),
                    Sha256.of(relayKey.bytes()),
                    head.getChain(),
                    seed);
        }
    }

    private Membership founded() {
        return switch (Membership.none(genesis.workspace())
                .apply(genesis.record().item(), System.currentTimeMillis())) {
            case Membership.Accepted accepted -> accepted.next();
            case Membership.Refused refused -> throw new IllegalStateException(refused.reason());
            case Membership.UpgradeNeeded upgrade -> throw new IllegalStateException(upgrade.reason());
        };
    }

    /** What somebody is sent who has nothing: all frames of the log, in bytes. */
    long bytes() throws IOException {
        try (RelaySocket socket = RelaySocket.connect(relay)) {
            Welcome welcome = socket.logIn(genesis.workspace(), owner.signing());
            long end = Head.parseFrom(welcome.getHead().getHead()).getPos();
            socket.resume(SignedHead.getDefaultInstance());
            long bytes = 0;
            long pos = 0;
            while (pos < end) {
                Frame frame = socket.next();
                bytes += frame.getSerializedSize();
                pos = Head.parseFrom(frame.getAppend().getHead().getHead()).getPos();
            }
            return bytes;
        }
    }

    @Override
    public void close() {
        cards.close();
    }
}
