package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.local.Identities;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.team.Member;
import dev.meridian.sync.client.Principal;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.DeviceRequest;
import dev.meridian.sync.trust.MemberDevice;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Registrar;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A workspace's beginning on a device that another one, or the member's words, let in. */
final class DeviceAdding {
    private final Workspace workspace;
    private final WorkspaceCore core;

    DeviceAdding(Workspace workspace) {
        this.workspace = workspace;
        this.core = workspace.core();
    }

    private ByteString linkChain() {
        return core.store()
                .meta()
                .bytes(Name.LINK_CHAIN)
                .filter(chain -> !core.store().log().passes(chain))
                .orElse(ByteString.EMPTY);
    }

    /** Reads the log as the device that was added; it must pass through the place that the link names. */
    void enter(SyncProgress.Listener progress) {
        become(core.keys());
        try {
            workspace.sync(progress);
        } catch (RelayException e) {
            throw e.reason() == RelayException.Reason.NOT_A_MEMBER
                    ? new RelayException(
                            RelayException.Reason.NOT_A_MEMBER,
                            "This device was not added yet: have another device of yours add it with its request.")
                    : e;
        }
        settle();
    }

    /** Reads the log as the recovery device and has it add this one. */
    void recover(DeviceKeys recovery) {
        become(recovery);
        DeviceId device = core.device();
        AccessByRecovery change = new AccessByRecovery(core, recovery, device);
        long unused = workspace.await(new MemberErrand(core.store(), core.standing(), recovery.id(), change));
        settle();
    }

    /** Says in the team document whose device this is, where it may: the log knows it already. */
    static void introduce(Workspace workspace) {
        List<DeviceId> siblings = workspace.access().me().stream()
                .flatMap(me -> Stream.concat(Stream.of(me.id()), me.devices().stream()))
                .toList();
        workspace.apply(view -> {
            WorkspaceCore core = workspace.core();
            boolean mayWrite = core.standing()
                    .members()
                    .map(members -> members.mayWrite(core.device(), DocumentId.TEAM))
                    .orElse(false);
            Optional<Member> member = siblings.stream()
                    .flatMap(device -> view.team().memberOf(Identities.device(device)).stream())
                    .findFirst();
            boolean isThere = member.filter(each -> each.devices().contains(core.modelDevice()))
                    .isPresent();
            return isThere || !mayWrite || member.isEmpty()
                    ? Plan.builder().build()
                    : Plan.builder()
                            .team(new TeamIntent.AddDevice(member.get().id(), core.modelDevice()))
                            .build();
        });
    }

    private void become(DeviceKeys keys) {
        core.thread().call(() -> {
            core.syncing().become(new Principal.Guest(keys.signing(), linkChain()));
            return true;
        });
    }

    private void settle() {
        core.thread().call(() -> {
            core.syncing().become(new Principal.Device(core.keys().signing()));
            core.standing().follow();
            core.delivered(core.inbox().openRest(core.library().actor()), false);
            return core.store().write(() -> {
                core.store().meta().put(Name.STAGE, Stage.READY.name());
                core.store().meta().remove(Name.LINK_CHAIN);
                return true;
            });
        });
    }

    /** The record by which the recovery device lets this one in. */
    private record AccessByRecovery(WorkspaceCore core, DeviceKeys recovery, DeviceId device)
            implements MemberErrand.Recorder {
        @Override
        public Optional<MemberRecord> record(Membership members) {
            if (members.deviceOf(device).isPresent()) {
                return Optional.empty();
            }
            DeviceId member = members.knownDevice(recovery.id())
                    .filter(known -> known.kind() == MemberDevice.Kind.RECOVERY)
                    .map(MemberDevice::member)
                    .orElseThrow(() -> new JoinException(
                            JoinException.Reason.NOT_VALID,
                            "These words are not, or no longer, those of a member of this workspace."));
            DeviceRequest request = DeviceRequest.of(core.keys(), core.id(), member, false);
            long logMillis = core.standing().log().relayMillis();
            return Optional.of(new Registrar(members, recovery, logMillis, core.entropy()).addDevice(request));
        }
    }
}
