package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.sync.client.Principal;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.InviteLink;
import dev.meridian.sync.trust.InviteState;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.PublicKeys;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Enters a workspace by an invite: reads the log as the invite's holder, gets the join record into it, opens what it has read, says who it is. */
final class Joining implements MemberErrand.Recorder {
    private static final int INTRODUCTION_LINES = 3;

    private final Workspace workspace;
    private final WorkspaceCore core;
    private final InviteLink link;
    private final DeviceKeys invite;
    private final Optional<PublicKeys> recovery;

    /** @param recovery the seed of the newcomer's recovery device */
    Joining(Workspace workspace, InviteLink link, Optional<ByteString> recovery) {
        this.workspace = workspace;
        this.core = workspace.core();
        this.link = link;
        this.recovery = recovery.map(DeviceKeys::ofRecovery).map(DeviceKeys::publicKeys);
        this.invite = DeviceKeys.ofInvite(link.seed());
    }

    /** As a device that an earlier attempt got into the log, perhaps; whether it did. */
    boolean resume(SyncProgress.Listener progress) {
        try {
            workspace.sync(progress);
            return core.thread()
                    .call(() -> core.standing().isMember() || core.standing().isPending());
        } catch (RelayException e) {
            boolean notIn =
                    e.reason() == RelayException.Reason.NOT_A_MEMBER || e.reason() == RelayException.Reason.REFUSED;
            if (notIn) {
                return false; // that attempt did not come so far
            }
            throw e;
        }
    }

    /** By the invite. */
    void enter() {
        core.thread().call(() -> {
            core.syncing().become(new Principal.Guest(invite.signing(), link.chain()));
            return true;
        });
        try {
            long unused = workspace.await(new MemberErrand(core.store(), core.standing(), core.device(), this));
        } catch (RelayException e) {
            throw inviteFailure(e);
        }
        core.thread().call(() -> {
            core.syncing().become(new Principal.Device(core.keys().signing()));
            core.standing().follow();
            core.delivered(core.inbox().openRest(core.library().actor()), false);
            return true;
        });
    }

    private static MeridianException inviteFailure(RelayException e) {
        boolean notLetIn = e.reason() == RelayException.Reason.NOT_A_MEMBER
                || (e.reason() == RelayException.Reason.REFUSED && !e.isTemporary());
        return notLetIn
                ? new JoinException(
                        JoinException.Reason.NOT_VALID, "The relay does not take this invite: " + e.getMessage(), e)
                : e;
    }

    @Override
    public Optional<MemberRecord> record(Membership members) {
        DeviceId device = core.device();
        if (members.knownDevice(device).isPresent()) {
            return Optional.empty();
        }
        InviteState state = members.inviteOf(invite.id())
                .orElseThrow(() ->
                        new JoinException(JoinException.Reason.NOT_VALID, "This is not an invite of the workspace."));
        if (state.revoked()) {
            throw Failures.revokedInvite();
        }
        if (state.usesLeft() < 1) {
            throw Failures.usedUp();
        }
        if (state.expiresMillis() < core.standing().log().relayMillis()) {
            throw Failures.expired();
        }
        return Optional.of(MemberRecord.join(members, core.keys(), invite, recovery, core.entropy()));
    }

    @Override
    public MeridianException refusal(ErrorCode code, String message) {
        return switch (code) {
            case ERROR_CODE_INVITE_EXPIRED -> Failures.expired();
            case ERROR_CODE_INVITE_USED_UP -> Failures.usedUp();
            case ERROR_CODE_INVITE_REVOKED -> Failures.revokedInvite();
            default -> MemberErrand.Recorder.super.refusal(code, message);
        };
    }

    /**
     * Enters the person into the team document now, or when an owner has approved: until then their name and zone are kept.
     */
    static void keepIntroduction(Workspace workspace, Introduction person) {
        if (workspace.isPending()) {
            workspace
                    .core()
                    .thread()
                    .call(() -> workspace.core().store().write(() -> {
                        workspace
                                .core()
                                .store()
                                .meta()
                                .put(
                                        Name.INTRODUCTION,
                                        person.member().hex() + "\n"
                                                + person.zone().getId() + "\n" + person.name());
                        return true;
                    }));
        } else {
            introduce(workspace, person);
        }
    }

    /** Enters who was approved by now; whether there was somebody to enter. */
    static boolean introduceApproved(Workspace workspace) {
        Optional<String> kept = workspace
                .core()
                .thread()
                .call(() -> workspace.core().store().meta().text(Name.INTRODUCTION));
        if (kept.isEmpty() || workspace.isPending()) {
            return false;
        }
        List<String> lines = List.of(kept.get().split("\n", INTRODUCTION_LINES));
        introduce(workspace, new Introduction(new MemberId(lines.get(0)), lines.get(2), ZoneId.of(lines.get(1))));
        workspace
                .core()
                .thread()
                .call(() -> workspace.core().store().write(() -> {
                    workspace.core().store().meta().remove(Name.INTRODUCTION);
                    return true;
                }));
        return true;
    }

    /**
     * Enters the person into the team document, unless this device is somebody's already. Who may only read cannot: an
     * editor does it for them ({@link TeamHandle#enter}).
     */
    static void introduce(Workspace workspace, Introduction person) {
        workspace.apply(view -> {
            boolean mayWrite = workspace
                    .core()
                    .standing()
                    .members()
                    .map(members -> members.mayWrite(workspace.core().device(), DocumentId.TEAM))
                    .orElse(false);
            boolean isThere =
                    view.team().memberOf(workspace.core().modelDevice()).isPresent();
            if (isThere || !mayWrite) {
                return Plan.builder().build();
            }
            return Plan.builder()
                    .team(person.intents(workspace.core().modelDevice()).toArray(TeamIntent[]::new))
                    .build();
        });
    }

    /** The workspace is this home's from now on. */
    void settle() {
        core.thread()
                .call(() -> core.store().write(() -> {
                    core.store().meta().put(Name.STAGE, Stage.READY.name());
                    return true;
                }));
    }
}
