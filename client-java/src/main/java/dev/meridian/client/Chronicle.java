package dev.meridian.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.client.AccessEvent.Kind;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.StoreFault;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.InviteState;
import dev.meridian.sync.trust.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads from a stored log who let in, changed and removed whom, folding its records again from the first. For one use. */
final class Chronicle {
    private final List<AccessEvent> events = new ArrayList<>();
    private Membership members;

    /** What an operation says: its kind, whom it is about, by whose invite, and the role that it gives. */
    private record Said(Kind kind, Optional<DeviceId> subject, Optional<DeviceId> through, Optional<Role> role) {
        static Said of(Kind kind) {
            return new Said(kind, Optional.empty(), Optional.empty(), Optional.empty());
        }

        static Said of(Kind kind, ByteString subject) {
            return new Said(kind, Optional.of(new DeviceId(subject)), Optional.empty(), Optional.empty());
        }
    }

    private Chronicle(Membership none) {
        this.members = none;
    }

    /** Of effective records, oldest first. */
    static List<AccessEvent> of(WorkspaceCore core) {
        Chronicle chronicle = new Chronicle(Membership.none(core.id()));
        core.store().log().membersAfter(0).forEach(chronicle::read);
        return List.copyOf(chronicle.events);
    }

    private void read(LogRow row) {
        long millis = LogEntry.parse(row.entry()).map(LogEntry::relayMillis).orElse(0L);
        if (!(members.apply(row.item(), millis) instanceof Membership.Accepted accepted)) {
            return; // The check of the log says so.
        }
        Membership before = members;
        members = accepted.next();
        try {
            Signed signed = Signed.parseFrom(row.item());
            Said said = said(Member.parseFrom(signed.getBody()), new DeviceId(signed.getDevice()), before);
            events.add(new AccessEvent(
                    row.pos(),
                    Instant.ofEpochMilli(millis),
                    new DeviceId(signed.getDevice()),
                    said.kind(),
                    said.subject(),
                    said.through(),
                    said.role(),
                    members.epoch()));
        } catch (InvalidProtocolBufferException e) {
            throw new StoreFault(StoreFault.Kind.CORRUPT, "The record at position " + row.pos() + " is damaged.", e);
        }
    }

    private Said said(Member member, DeviceId signer, Membership before) {
        return switch (member.getOpCase()) {
            case GENESIS -> new Said(Kind.FOUNDED, Optional.of(signer), Optional.empty(), Optional.of(Role.ROLE_OWNER));
            case INVITE ->
                new Said(
                        Kind.INVITED,
                        members.invites().stream().reduce((first, last) -> last).map(InviteState::id),
                        Optional.empty(),
                        Optional.of(member.getInvite().getRole()));
            case JOIN ->
                new Said(
                        Kind.JOINED,
                        Optional.of(signer),
                        before.inviteOf(new DeviceId(member.getJoin().getInvite()))
                                .map(InviteState::maker),
                        members.personOf(signer).map(person -> person.role()));
            case ADD_DEVICE -> new Said(Kind.DEVICE_ADDED, added(before), Optional.empty(), Optional.empty());
            case REVOKE_DEVICE ->
                Said.of(Kind.DEVICE_REVOKED, member.getRevokeDevice().getDevice());
            case REMOVE -> Said.of(Kind.REMOVED, member.getRemove().getMember());
            case SET_ROLE ->
                new Said(
                        Kind.ROLE_SET,
                        Optional.of(new DeviceId(member.getSetRole().getMember())),
                        Optional.empty(),
                        Optional.of(member.getSetRole().getRole()));
            case REVOKE_INVITE ->
                Said.of(Kind.INVITE_REVOKED, member.getRevokeInvite().getInvite());
            case APPROVE -> Said.of(Kind.APPROVED, member.getApprove().getMember());
            case QUARANTINE -> Said.of(Kind.QUARANTINED);
            case NEW_GENERATION -> Said.of(Kind.RELAY_CHANGED);
            case ROTATE, OP_NOT_SET -> Said.of(Kind.KEY_CHANGED);
        };
    }

    private Optional<DeviceId> added(Membership before) {
        return members.people().stream()
                .flatMap(
                        person -> java.util.stream.Stream.concat(person.devices().stream(), person.recovery().stream()))
                .filter(device -> before.knownDevice(device).isEmpty())
                .findFirst();
    }
}
