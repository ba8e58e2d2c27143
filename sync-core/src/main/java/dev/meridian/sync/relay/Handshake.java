package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Challenge;
import dev.meridian.proto.v1.Error;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Hello;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Login;
import dev.meridian.proto.v1.Welcome;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.InviteState;
import dev.meridian.sync.trust.LoginProofs;
import dev.meridian.sync.trust.MemberDevice;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.VerifyKey;
import dev.meridian.sync.version.ProtocolVersions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Brings a connection from Hello to Welcome. Owned by its machine. */
final class Handshake {
    private final WorkspaceId workspace;
    private final RelayIdentity identity;
    private final RelayLimits limits;
    private final Entropy entropy;
    private final LogTail tail;
    private final Heads heads;
    private final Lineage lineage;
    private final Outgoing out;

    Handshake(
            WorkspaceId workspace,
            RelayIdentity identity,
            RelayLimits limits,
            Entropy entropy,
            LogTail tail,
            Heads heads,
            Lineage lineage,
            Outgoing out) {
        this.workspace = workspace;
        this.identity = identity;
        this.limits = limits;
        this.entropy = entropy;
        this.tail = tail;
        this.heads = heads;
        this.lineage = lineage;
        this.out = out;
    }

    /** Answers Hello with a challenge. */
    void greet(Session session, Hello hello) {
        OptionalInt version = identity.versions().highestCommon(hello.getVersionMin(), hello.getVersionMax());
        if (version.isEmpty()) {
            out.turnAway(session, noCommonVersion(hello));
            return;
        }
        boolean fits = hello.getWs().equals(workspace.bytes())
                && hello.getClientNonce().size() == LoginProofs.NONCE_LENGTH;
        if (!fits) {
            out.turnAway(session, ErrorCode.ERROR_CODE_BAD_FRAME, "the greeting is not well formed");
            return;
        }
        session.readsPruned = hello.getReadsPruned();
        List<LogItem> succession;
        try {
            succession = lineage.after(hello.getMembers());
        } catch (StoreFault fault) {
            out.turnAway(
                    session,
                    ErrorCode.ERROR_CODE_READ_ONLY,
                    "the relay cannot read its log now",
                    limits.retryAfterMillis());
            return;
        }
        ByteString nonce = entropy.bytes(LoginProofs.NONCE_LENGTH);
        session.stage = new Session.Challenged(hello.getClientNonce(), nonce);
        Challenge.Builder challenge = Challenge.newBuilder()
                .setVersion(version.getAsInt())
                .setRelayKey(identity.key().verifyKey().bytes())
                .setRelayNonce(nonce)
                .addAllSuccession(succession);
        out.send(session, Frame.newBuilder().setChallenge(challenge).build());
    }

    // A client of before knows only the sentence, a later one makes its own from the numbers (VER-2).
    private Error noCommonVersion(Hello hello) {
        ProtocolVersions own = identity.versions();
        String theirs = ProtocolVersions.text(hello.getVersionMin(), hello.getVersionMax());
        String tooOld = own.areBefore(hello.getVersionMin()) ? "the relay is" : "the program is";
        return Error.newBuilder()
                .setCode(ErrorCode.ERROR_CODE_VERSION)
                .setMessage("this relay speaks %s of the protocol and this program %s: %s too old"
                        .formatted(own.text(), theirs, tooOld))
                .setVersionMin(own.min())
                .setVersionMax(own.max())
                .build();
    }

    /** Answers a good proof with Welcome, any other with an error. */
    void logIn(Session session, Session.Challenged challenged, Login login, long nowMillis) {
        Optional<DeviceId> key = prove(session, challenged, login);
        if (key.isEmpty()) {
            out.turnAway(session, ErrorCode.ERROR_CODE_BAD_LOGIN, "the login does not verify");
            return;
        }
        Membership members = tail.durable().members();
        Optional<MemberDevice> gone = members.knownDevice(key.get()).filter(MemberDevice::isGone);
        if (gone.isPresent()) {
            out.turnAway(session, ErrorCode.ERROR_CODE_REVOKED, Standing.farewell(gone.get(), members));
            return;
        }
        Optional<InviteState> invite = members.inviteOf(key.get());
        if (invite.isPresent() && invite.get().revoked()) {
            out.turnAway(session, ErrorCode.ERROR_CODE_INVITE_REVOKED, Standing.INVITE_REVOKED);
            return;
        }
        if (invite.isPresent() && invite.get().usesLeft() == 0) {
            out.turnAway(session, ErrorCode.ERROR_CODE_INVITE_USED_UP, "the invite was used as often as it may be");
            return;
        }
        if (invite.isPresent() && invite.get().isOverAt(nowMillis)) {
            out.turnAway(session, ErrorCode.ERROR_CODE_INVITE_EXPIRED, "the invite has expired");
            return;
        }
        session.stage = new Session.In(key.get());
        session.deadlineMillis = Standing.of(key.get(), members) == Standing.STRANGER
                ? nowMillis + limits.strangers().petitionMillisMax()
                : Long.MAX_VALUE;
        Welcome.Builder welcome = Welcome.newBuilder()
                .setFrameBytesMax(limits.frameBytesMax())
                .setNowMs(nowMillis)
                .setSnapshotEntries(limits.room().snapshotEntries());
        heads.end().ifPresent(welcome::setHead);
        out.send(session, Frame.newBuilder().setWelcome(welcome).build());
    }

    private Optional<DeviceId> prove(Session session, Session.Challenged challenged, Login login) {
        Set<String> hosts = identity.hosts().isEmpty() ? Set.of(session.host) : identity.hosts();
        return hosts.stream()
                .map(host -> new LoginProofs.Terms(
                        workspace, host, identity.key().verifyKey(), challenged.clientNonce(), challenged.relayNonce()))
                .flatMap(terms -> LoginProofs.verify(login, terms).stream())
                .map(VerifyKey::deviceId)
                .findFirst();
    }
}
