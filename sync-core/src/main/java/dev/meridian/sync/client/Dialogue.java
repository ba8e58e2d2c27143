package dev.meridian.sync.client;

import dev.meridian.proto.v1.Ack;
import dev.meridian.proto.v1.Append;
import dev.meridian.proto.v1.Challenge;
import dev.meridian.proto.v1.Error;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.GoAway;
import dev.meridian.proto.v1.Presence;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.proto.v1.Welcome;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.trust.VerifyKey;
import dev.meridian.sync.version.ProtocolVersions;
import java.util.Optional;

/** What is said over one connection, from Hello on. Owned by its machine. */
final class Dialogue {
    private sealed interface Phase {}

    /** Hello is sent. */
    private record Greeted(Greeting greeting) implements Phase {}

    /** The login is sent. */
    private record LoggedIn(VerifyKey relayKey) implements Phase {}

    /** Membership records are sent, that the relay may know this client. */
    private record Petitioning(VerifyKey relayKey) implements Phase {}

    /** It is being found out how the logs go together. */
    private record Comparing(VerifyKey relayKey, Comparison comparison) implements Phase {}

    /** The own log is being cut. */
    private record Rewinding(VerifyKey relayKey, boolean relayGoesOn) implements Phase {}

    /** What the relay sends is the continuation of the own log. */
    private record Following(VerifyKey relayKey) implements Phase {}

    private static final String WRONG_KEY =
            "its key is another one, and no owner of the workspace has named it; if the relay was"
                    + " replaced, an owner has to move the workspace to the new one first, and what is not sent yet stays here until"
                    + " then";

    private final ClientTerms terms;
    private final Replica replica;
    private final Outbox outbox;
    private final Line line;
    private Phase phase;
    private Optional<LogHead> relayHead = Optional.empty();
    private int frameBytesMax;
    private boolean hasPetitioned;
    private boolean caughtUp;
    private int snapshotEntries;
    /** Whether this client is an owner's, and the relay waits for the record that names it. */
    private boolean awaitsRecord;

    /** Says hello. */
    Dialogue(ClientTerms terms, Greeting greeting, Replica replica, Outbox outbox, Line line) {
        this.terms = terms;
        this.replica = replica;
        this.outbox = outbox;
        this.line = line;
        this.phase = new Greeted(greeting);
        line.send(greeting.hello(terms, replica.log()));
    }

    /** Whether the next word is the relay's, and it may not take for ever. */
    boolean expectsAnswer() {
        return !(phase instanceof Following || phase instanceof Rewinding);
    }

    /** Whether the logs do not go together and are being mended. */
    boolean isRepairing() {
        return phase instanceof Rewinding
                || (phase instanceof Comparing comparing
                        && comparing.comparison().isMending());
    }

    boolean isFollowing() {
        return phase instanceof Following;
    }

    /** Whether everything is read that the relay had when it said welcome. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /** After how many entries of a document the relay wants a snapshot; 0 where it never prunes. */
    int snapshotEntries() {
        return snapshotEntries;
    }

    /** Where the relay's log ended when it was last heard of. */
    long relayPos() {
        return Math.max(relayHead.map(LogHead::pos).orElse(0L), replica.log().pos());
    }

    /** Takes what the relay says. */
    Turn receive(Frame frame) {
        return switch (frame.getBodyCase()) {
            case ERROR -> error(frame.getError());
            case GO_AWAY -> goneAway(frame.getGoAway());
            case ACK -> acked(frame.getAck());
            case PRESENCE -> present(frame.getPresence());
            case CHALLENGE, WELCOME, DIVERGED, APPEND -> converse(frame);
            case HELLO, LOGIN, RESUME, PUSH, RESTORE, TICK_REQUEST, BODY_NOT_SET -> misfit();
        };
    }

    private static Turn goneAway(GoAway goAway) {
        return new Turn.HangUp(
                "the relay stops: " + goAway.getReason(), Integer.toUnsignedLong(goAway.getRetryAfterMs()));
    }

    private Turn present(Presence presence) {
        line.add(new ClientEffect.PresenceReceived(presence.getEnvelope().toByteString()));
        return Turn.GO_ON;
    }

    private Turn converse(Frame frame) {
        return switch (phase) {
            case Greeted greeted ->
                frame.hasChallenge() ? challenged(greeted.greeting(), frame.getChallenge()) : misfit();
            case LoggedIn loggedIn -> frame.hasWelcome() ? welcomed(loggedIn, frame.getWelcome()) : misfit();
            case Petitioning petitioning -> misfit();
            case Comparing comparing -> {
                if (frame.hasAppend()) {
                    yield turn(comparing.comparison().confirmed(frame.getAppend()), frame.getAppend());
                }
                yield frame.hasDiverged() ? turn(comparing.comparison().diverged(frame.getDiverged())) : misfit();
            }
            case Rewinding rewinding -> misfit();
            case Following following -> frame.hasAppend() ? extend(following.relayKey(), frame.getAppend()) : misfit();
        };
    }

    private static Turn misfit() {
        return Turn.hangUp("the relay said something that does not fit");
    }

    private Turn challenged(Greeting greeting, Challenge challenge) {
        if (!terms.versions().include(challenge.getVersion())) {
            return noCommonVersion(challenge.getVersion(), challenge.getVersion());
        }
        Optional<VerifyKey> relayKey = replica.relayKey(challenge.getRelayKey(), challenge.getSuccessionList());
        if (relayKey.isEmpty()) {
            return Turn.halt(StopReason.WRONG_RELAY, WRONG_KEY);
        }
        var login = greeting.login(terms, relayKey.get(), challenge);
        if (login.isEmpty()) {
            return misfit();
        }
        if (!replica.isOf(relayKey.get())) {
            line.add(new ClientEffect.Heir(relayKey.get()));
        }
        line.send(Frame.newBuilder().setLogin(login.get()));
        phase = new LoggedIn(relayKey.get());
        return Turn.GO_ON;
    }

    private Turn welcomed(LoggedIn loggedIn, Welcome welcome) {
        if (welcome.hasHead()) {
            relayHead = replica.verify(welcome.getHead(), loggedIn.relayKey());
            if (relayHead.isEmpty()) {
                return Turn.halt(StopReason.BAD_LOG, "a head of the log is not signed by the relay");
            }
            LogHead theirs = relayHead.get();
            LocalLog own = replica.log();
            if (theirs.gen() == own.gen()
                    && theirs.pos() == own.pos()
                    && !theirs.chain().equals(own.chain())) {
                return Turn.halt(
                        StopReason.FORK,
                        "the relay shows others another log than it showed this client",
                        own.signed(),
                        welcome.getHead());
            }
        }
        frameBytesMax = welcome.getFrameBytesMax();
        snapshotEntries = welcome.getSnapshotEntries();
        // A relay that has lost everything first gets back what there is: records mean nothing to it before the
        // genesis.
        boolean restoresFirst = relayHead.isEmpty() && replica.log().pos() > 0;
        if (replica.lacksOwnDevice() && !restoresFirst) {
            // It founds the workspace, or was let in by records that the relay has lost.
            hasPetitioned = true;
            phase = new Petitioning(loggedIn.relayKey());
            outbox.open(Outbox.Mode.RECORDS, frameBytesMax);
        } else {
            compare(loggedIn.relayKey());
        }
        return Turn.GO_ON;
    }

    private void compare(VerifyKey relayKey) {
        outbox.close();
        Comparison comparison = new Comparison(replica, relayKey, frameBytesMax, line);
        phase = new Comparing(relayKey, comparison);
        comparison.begin(relayHead.map(LogHead::gen).orElse(0L), relayHead.isPresent());
    }

    /** Goes on when the outbox has changed what is under way. */
    void outboxMoved() {
        if (phase instanceof Petitioning petitioning && outbox.isDone()) {
            compare(petitioning.relayKey());
        }
    }

    Turn chainRead(ClientInput.ChainRead read) {
        return phase instanceof Comparing comparing
                ? turn(comparing.comparison().chainRead(read.pos(), read.chain()))
                : Turn.GO_ON;
    }

    Turn originalsRead(ClientInput.OriginalsRead read) {
        return phase instanceof Comparing comparing
                ? turn(comparing.comparison().originalsRead(read.afterPos(), read.items(), read.head()))
                : Turn.GO_ON;
    }

    private Turn turn(Comparison.Next next) {
        return turn(next, Append.getDefaultInstance());
    }

    private Turn turn(Comparison.Next next, Append confirmation) {
        return switch (next) {
            case Comparison.Wait wait -> Turn.GO_ON;
            case Comparison.Refuse refuse -> refuse.halt();
            case Comparison.Agreed agreed -> {
                VerifyKey relayKey = ((Comparing) phase).relayKey();
                phase = new Following(relayKey);
                yield confirmation.hasHead() ? extend(relayKey, confirmation) : catchUp(relayKey);
            }
            case Comparison.Cut cut -> {
                phase = new Rewinding(((Comparing) phase).relayKey(), cut.relayGoesOn());
                outbox.close();
                line.add(new ClientEffect.Rewind(cut.toPos(), cut.head()));
                yield Turn.GO_ON;
            }
        };
    }

    /** Goes on after the own log was cut. */
    Turn rewound() {
        if (!(phase instanceof Rewinding rewinding)) {
            return Turn.GO_ON;
        }
        if (rewinding.relayGoesOn()) {
            phase = new Following(rewinding.relayKey());
            return catchUp(rewinding.relayKey());
        }
        compare(rewinding.relayKey());
        return Turn.GO_ON;
    }

    private Turn extend(VerifyKey relayKey, Append append) {
        long genBefore = replica.log().gen();
        boolean wasInForce = replica.isOf(relayKey);
        return switch (replica.extend(append, relayKey)) {
            case Replica.Contradicted contradicted -> contradicted.halt();
            case Replica.Extended extended -> {
                if (!extended.entries().isEmpty() || replica.log().gen() > genBefore) {
                    line.add(new ClientEffect.Deliver(extended.entries(), append.getHead()));
                }
                extended.entries().forEach(entry -> outbox.settle(entry.itemId()));
                yield wasInForce && !replica.isOf(relayKey) ? moved() : catchUp(relayKey);
            }
        };
    }

    private static Turn moved() {
        return Turn.halt(StopReason.MOVED, "an owner has moved the workspace to another relay");
    }

    private Turn catchUp(VerifyKey relayKey) {
        if (caughtUp && awaitsRecord && replica.isOf(relayKey)) {
            awaitsRecord = false;
            outbox.open(Outbox.Mode.ALL, frameBytesMax);
        }
        if (caughtUp || replica.log().pos() < relayHead.map(LogHead::pos).orElse(0L)) {
            return Turn.GO_ON;
        }
        if (!replica.hasSeenLink() && relayHead.isEmpty()) {
            // The relay has lost the workspace, and will say so: it may come back.
            return Turn.GO_ON;
        }
        if (!replica.hasSeenLink()) {
            return Turn.halt(StopReason.LINK_MISMATCH, "the relay's log is not the one that the invite's link names");
        }
        awaitsRecord = replica.log().members().isFounded() && !replica.isOf(relayKey);
        if (awaitsRecord && !terms.appoints()) {
            return Turn.halt(StopReason.WRONG_RELAY, WRONG_KEY);
        }
        caughtUp = true;
        outbox.open(awaitsRecord ? Outbox.Mode.RECORDS : Outbox.Mode.ALL, frameBytesMax);
        return Turn.GO_ON;
    }

    private Turn acked(Ack ack) {
        line.add(new ClientEffect.Acked(ack.getReceiptsList()));
        for (Receipt receipt : ack.getReceiptsList()) {
            if (ItemId.fits(receipt.getItemId())) {
                outbox.settle(new ItemId(receipt.getItemId()));
            }
        }
        outboxMoved();
        return Turn.GO_ON;
    }

    private Optional<ItemId> lastRecord() {
        LocalLog own = replica.log();
        return relayHead
                .filter(head -> head.pos() > own.pos())
                .map(LogHead::members)
                .or(() -> own.head().map(LogHead::members));
    }

    private Turn error(Error error) {
        if (ItemId.fits(error.getItemId())) {
            ItemId item = new ItemId(error.getItemId());
            line.add(new ClientEffect.Refused(item, error.getCode(), error.getMessage(), lastRecord()));
            if (error.getCode() == ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT) {
                // What was refused is there again by now, made anew.
                outbox.changed();
            }
            outbox.settle(item);
            outboxMoved();
            return Turn.GO_ON;
        }
        String message = "the relay says: " + error.getMessage();
        return switch (error.getCode()) {
            case ERROR_CODE_VERSION -> version(error, message);
            case ERROR_CODE_BAD_LOGIN -> Turn.halt(StopReason.LOGIN_REFUSED, message);
            case ERROR_CODE_NOT_A_MEMBER -> notAMember(message);
            case ERROR_CODE_INVITE_EXPIRED -> Turn.halt(StopReason.INVITE_EXPIRED, message);
            case ERROR_CODE_INVITE_USED_UP -> Turn.halt(StopReason.INVITE_USED_UP, message);
            case ERROR_CODE_INVITE_REVOKED -> Turn.halt(StopReason.INVITE_REVOKED, message);
            case ERROR_CODE_REVOKED -> Turn.halt(StopReason.REVOKED, message);
            case ERROR_CODE_BAD_FRAME,
                    ERROR_CODE_TOO_LARGE,
                    ERROR_CODE_BAD_ITEM,
                    ERROR_CODE_BAD_RESTORE,
                    ERROR_CODE_NOT_ALLOWED -> Turn.halt(StopReason.PROTOCOL, message);
            case ERROR_CODE_READ_ONLY,
                    ERROR_CODE_MOVED,
                    ERROR_CODE_RATE_LIMITED,
                    ERROR_CODE_INTERNAL,
                    ERROR_CODE_STALE_EPOCH,
                    ERROR_CODE_MEMBERSHIP_CONFLICT,
                    ERROR_CODE_NO_ROOM,
                    ERROR_CODE_UNSPECIFIED,
                    UNRECOGNIZED -> new Turn.HangUp(message, Integer.toUnsignedLong(error.getRetryAfterMs()));
        };
    }

    // After the versions were agreed on it is something else that this program is too old for (SNAP-8).
    private Turn version(Error error, String message) {
        if (!(phase instanceof Greeted)) {
            return Turn.halt(StopReason.UPGRADE_NEEDED, message);
        }
        return error.getVersionMax() == 0
                ? noCommonVersion(ProtocolVersions.FIRST, ProtocolVersions.FIRST)
                : noCommonVersion(error.getVersionMin(), error.getVersionMax());
    }

    private Turn noCommonVersion(int theirMin, int theirMax) {
        ProtocolVersions own = terms.versions();
        StopReason reason = own.areBefore(theirMin) ? StopReason.UPGRADE_NEEDED : StopReason.RELAY_TOO_OLD;
        return Turn.halt(reason, own.mismatch(theirMin, theirMax));
    }

    // A client whose membership was in what the relay lost brings its records first, when it comes the next time; and a
    // workspace that the relay has lost altogether may come back with somebody who holds it.
    private Turn notAMember(String message) {
        // While the own log is being cut it still says what it will not say any more.
        boolean mayPetition = phase instanceof Rewinding || (replica.lacksOwnDevice() && !hasPetitioned);
        return mayPetition || relayHead.isEmpty() ? Turn.hangUp(message) : Turn.halt(StopReason.NOT_A_MEMBER, message);
    }
}
