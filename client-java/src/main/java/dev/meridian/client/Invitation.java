package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.transport.RelayAddress;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.InviteLink;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import java.util.Optional;

/** An invite in the making: its seed exists here and in the link alone. */
final class Invitation implements MemberErrand.Recorder {
    private final WorkspaceCore core;
    private final MemberRecord.InviteTerms terms;
    private final ByteString seed;

    Invitation(WorkspaceCore core, Role role, int uses, long expiresMillis, boolean approval) {
        this.core = core;
        this.terms = new MemberRecord.InviteTerms(role, uses, expiresMillis, approval);
        this.seed = core.entropy().bytes(DeviceKeys.SEED_LENGTH);
    }

    @Override
    public Optional<MemberRecord> record(Membership members) {
        if (!members.roleOf(core.device()).equals(Optional.of(Role.ROLE_OWNER))) {
            throw new RelayException(RelayException.Reason.REFUSED, "Only an owner of the workspace can invite.");
        }
        return Optional.of(MemberRecord.invite(members, core.keys(), DeviceKeys.ofInvite(seed), terms, core.entropy()));
    }

    /** @param chain of the head at which the invite is in the log */
    InviteLink link(ByteString chain) {
        RelayAddress relay = core.relay();
        return new InviteLink(
                relay.secure(),
                relay.host(),
                relay.port(),
                core.id(),
                Sha256.of(core.standing().logged().relayKey().bytes()),
                chain,
                seed);
    }
}
