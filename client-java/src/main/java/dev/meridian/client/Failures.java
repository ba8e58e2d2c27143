package dev.meridian.client;

import dev.meridian.client.transport.RelayAddress;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.client.StopReason;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** What goes wrong with a relay, in sentences. */
final class Failures {
    private Failures() {}

    static RelayException unreachable(RelayAddress relay, String reason, boolean spoken) {
        if (spoken) {
            return new RelayException(
                    RelayException.Reason.REFUSED,
                    "The relay " + relay.hostAndPort() + " did not go on: " + sentence(reason));
        }
        String words = reason.startsWith(relay.hostAndPort()) ? reason : relay.hostAndPort() + ": " + reason;
        return new RelayException(RelayException.Reason.UNREACHABLE, "The relay cannot be reached: " + words + ".");
    }

    static RelayException timeout(RelayAddress relay, Duration waited) {
        return new RelayException(
                RelayException.Reason.TIMEOUT,
                "Nothing came from the relay " + relay.hostAndPort() + " for " + waited.toSeconds() + " s.");
    }

    static RelayException heldUp(RelayAddress relay, String reason, Duration waited) {
        return new RelayException(
                RelayException.Reason.REFUSED,
                "The relay " + relay.hostAndPort() + " is there, and for " + waited.toSeconds() + " s took nothing ("
                        + reason.replaceFirst("^the relay says: ", "it says: ")
                        + "). What is not sent stays here, and goes out when the relay takes it.",
                true);
    }

    /** Where nothing is here yet. */
    static RelayException otherVersion(RelayAddress relay, String mismatch) {
        return new RelayException(
                RelayException.Reason.PROTOCOL,
                "Nothing was begun with " + relay.hostAndPort() + ": " + mismatch + ".");
    }

    /** @param unsent changes that are on this device alone */
    static MeridianException stopped(
            RelayAddress relay, ClientStatus.Stopped stopped, UnaryOperator<String> named, long unsent) {
        String message = named.apply(stopped.message());
        String sentence = sentence(message);
        return switch (stopped.reason()) {
            case ASKED -> new ClosedException("The workspace was closed.");
            case WRONG_RELAY ->
                new RelayException(
                        RelayException.Reason.WRONG_RELAY,
                        "The relay " + relay.hostAndPort() + " is not the one of this workspace: " + sentence);
            case MOVED ->
                new RelayException(
                        RelayException.Reason.WRONG_RELAY,
                        "An owner has moved this workspace to another relay, and did not say where it is: ask, and follow it"
                                + " there.");
            case NOT_A_MEMBER -> new RelayException(RelayException.Reason.NOT_A_MEMBER, sentence);
            case INVITE_EXPIRED -> expired();
            case INVITE_USED_UP -> usedUp();
            case INVITE_REVOKED -> revokedInvite();
            case REVOKED -> revoked(message);
            case LOGIN_REFUSED -> new RelayException(RelayException.Reason.REFUSED, sentence);
            case PROTOCOL -> new RelayException(RelayException.Reason.PROTOCOL, sentence);
            case LINK_MISMATCH -> new JoinException(JoinException.Reason.NOT_VALID, sentence);
            case RELAY_TOO_OLD ->
                new RelayException(
                        RelayException.Reason.PROTOCOL,
                        sentence + " " + kept(unsent) + " Ask who runs " + relay.hostAndPort()
                                + " to install a newer Meridian, then sync again.");
            case UPGRADE_NEEDED ->
                new StoppedException(sentence + " " + kept(unsent) + " Install a newer Meridian, then sync again.");
            case FORK, ROLLBACK, BAD_LOG -> new StoppedException(sentence + " " + advice(stopped.reason()));
        };
    }

    private static String kept(long unsent) {
        return switch ((int) Math.min(unsent, 2)) {
            case 0 -> "What you have stays here, and you can go on working.";
            case 1 -> "1 change that is not sent yet stays here, and you can go on working.";
            default -> unsent + " changes that are not sent yet stay here, and you can go on working.";
        };
    }

    /** What somebody can do whose relay does not keep to what it signed. */
    private static String advice(StopReason reason) {
        String kept = "What you have is untouched, and you can go on working and export it. ";
        return switch (reason) {
            case FORK ->
                kept + "Both heads that the relay signed are kept as proof: ask who runs it, and compare"
                        + " 'meridian doctor --verify' with the others.";
            case ROLLBACK -> kept + "Ask who runs the relay to restore a later backup, then sync again.";
            default -> kept + "Nothing of what it sent was taken in: ask who runs the relay, then sync again.";
        };
    }

    static JoinException expired() {
        return new JoinException(JoinException.Reason.EXPIRED, "The invite has expired: ask for a new one.");
    }

    static JoinException usedUp() {
        return new JoinException(
                JoinException.Reason.USED_UP, "The invite was used as often as it may be: ask for a new one.");
    }

    static JoinException revokedInvite() {
        return new JoinException(JoinException.Reason.REVOKED, "The invite was revoked: ask for a new one.");
    }

    static RelayException revoked(String message) {
        return new RelayException(
                RelayException.Reason.REVOKED,
                message + ". What was not sent by then stays on this device and can be exported"
                        + " (meridian kept lists it, meridian export writes everything).");
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message : message + ".";
    }
}
