package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.MetaTable;
import dev.meridian.client.store.OutboxRow;
import dev.meridian.client.store.StoreFault;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.Attribution;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.client.LocalLog;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.EpochKey;
import dev.meridian.sync.trust.MemberDevice;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.VerifyKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who is a member as far as the stored log says, and what this device may read by that. Follows the store. Owned by the workspace's thread. */
public final class Standing {
    private final WorkspaceStore store;
    private final WorkspaceId workspace;
    private final DeviceKeys keys;
    private Membership logged;
    private long foldedPos;
    private long rewinds;
    private @Nullable Attributed attributed;
    /** By epoch, as far as this device has them. */
    private final SortedMap<Integer, EpochKey> ring = new TreeMap<>();

    private record Attributed(Optional<Membership> members, Attribution attribution) {}

    /** As the store stands now. */
    public Standing(WorkspaceStore store, WorkspaceId workspace, DeviceKeys keys) {
        this.store = store;
        this.workspace = workspace;
        this.keys = keys;
        this.logged = Membership.none(workspace);
        follow();
    }

    /** Takes in what the store has learnt since. */
    public void follow() {
        long rewindsNow = rewinds();
        if (rewindsNow != rewinds) {
            logged = Membership.none(workspace);
            foldedPos = 0;
            rewinds = rewindsNow;
            ring.clear();
        }
        for (LogRow row : store.log().membersAfter(foldedPos)) {
            long millis = LogEntry.parse(row.entry())
                    .orElseThrow(() -> damaged(row.pos()))
                    .relayMillis();
            logged = next(logged, row.item(), millis, row.pos());
            foldedPos = row.pos();
            take(logged);
        }
        members().filter(Membership::isFounded).ifPresent(members -> {
            take(members);
            // Whoever came later gets the keys of before one under the other.
            if (ring.containsKey(members.epoch()) && ring.size() <= members.epoch()) {
                members.keyRingFor(keys).forEach(each -> ring.putIfAbsent(each.epoch(), each));
            }
        });
    }

    /** A device that was there at every epoch keeps each key as it was sealed to it, whatever a later one says of it. */
    private void take(Membership members) {
        if (!ring.containsKey(members.epoch())) {
            members.epochKeyFor(keys).ifPresent(each -> ring.put(each.epoch(), each));
        }
    }

    private Membership next(Membership members, ByteString item, long millis, long pos) {
        return switch (members.apply(item, millis)) {
            case Membership.Accepted accepted -> accepted.next();
            case Membership.Refused refused -> throw damaged(pos);
            case Membership.UpgradeNeeded upgrade ->
                throw new StoreFault(
                        StoreFault.Kind.NEWER_VERSION,
                        store.file() + " was written by a later version: " + upgrade.reason());
        };
    }

    /** How often the log was cut, as of now. */
    public long rewinds() {
        return store.meta().number(MetaTable.Name.REWINDS);
    }

    /** Members by the log, or by the genesis that is not sent yet; empty where neither is here. */
    public Optional<Membership> members() {
        if (logged.isFounded()) {
            return Optional.of(logged);
        }
        return store.outbox().firstMember().map(this::unsentGenesis);
    }

    private Membership unsentGenesis(OutboxRow row) {
        return next(Membership.none(workspace), row.item(), 0, 0);
    }

    /** Members by the log alone. */
    public Membership logged() {
        return logged;
    }

    /** Whether this device, or invite, is in. */
    public boolean isMember() {
        return members().map(members -> members.deviceOf(keys.id()).isPresent()).orElse(false);
    }

    /** Whose each device is, in the team document's words (TEAM-10). */
    public Attribution attribution() {
        Optional<Membership> now = members();
        if (attributed == null || !attributed.members().equals(now)) {
            Map<DeviceId, MemberId> whose = new HashMap<>();
            now.ifPresent(members -> members.knownDevices()
                    .forEach(device -> whose.put(
                            Identities.device(device.keys().id()),
                            new MemberId(device.member().hex()))));
            attributed = new Attributed(now, new Attribution(whose));
        }
        return attributed.attribution();
    }

    /** Opens envelopes; empty while this device has no key. */
    public Optional<EnvelopeOpener> opener() {
        return ring.isEmpty() ? Optional.empty() : Optional.of(new EnvelopeOpener(workspace, ring.values()));
    }

    /** Seals envelopes; empty while this device has no key of the current epoch. */
    public Optional<EnvelopeSealer> sealer() {
        return currentKey().map(epoch -> new EnvelopeSealer(workspace, keys, epoch));
    }

    private Optional<EpochKey> currentKey() {
        return isMember()
                ? members().flatMap(members -> Optional.ofNullable(ring.get(members.epoch())))
                : Optional.empty();
    }

    /** The epoch that everybody writes in; 0 before the workspace is founded. */
    public int epoch() {
        return members().map(Membership::epoch).orElse(0);
    }

    /** Whether this device's member waits for an owner's approval. */
    public boolean isPending() {
        return members()
                .flatMap(members -> members.knownDevice(keys.id()))
                .filter(device -> device.kind() == MemberDevice.Kind.PENDING)
                .isPresent();
    }

    /** How an author cites what it has seen. */
    public HeadRef seen() {
        return log().head().map(LogHead::ref).orElse(HeadRef.getDefaultInstance());
    }

    /** Where the stored log stands. */
    public LocalLog log() {
        Optional<LogRow> last = store.log().last();
        if (last.isEmpty()) {
            return LocalLog.empty(workspace);
        }
        try {
            LocalLog log = LocalLog.at(SignedHead.parseFrom(last.get().head()), logged, heir());
            if (log.pos() != last.get().pos() || !log.chain().equals(last.get().chain())) {
                throw damaged(last.get().pos());
            }
            return log;
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw damaged(last.get().pos());
        }
    }

    /** The relay's key that owners name further on in its log than what is stored. */
    public Optional<VerifyKey> heir() {
        return store.meta().bytes(MetaTable.Name.HEIR).flatMap(VerifyKey::of);
    }

    private StoreFault damaged(long pos) {
        return new StoreFault(
                StoreFault.Kind.CORRUPT, store.file() + " is damaged: its log does not hold at position " + pos + ".");
    }
}
