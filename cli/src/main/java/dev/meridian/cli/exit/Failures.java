package dev.meridian.cli.exit;

import dev.meridian.client.ClosedException;
import dev.meridian.client.DecisionException;
import dev.meridian.client.HomeException;
import dev.meridian.client.JoinException;
import dev.meridian.client.KeyException;
import dev.meridian.client.MeridianException;
import dev.meridian.client.RelayException;
import dev.meridian.client.StoppedException;
import dev.meridian.client.StoreException;
import dev.meridian.client.UnknownNameException;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.server.RelayStartException;
import dev.meridian.server.backup.BackupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** The one place where what was thrown becomes one clear line and an exit code. */
public final class Failures {

    private Failures() {}

    public static Failure of(Throwable thrown) {
        return switch (thrown) {
            case CommandFailed failed -> new Failure(failed.code(), text(failed), failed.more());
            case IntentRefused refused -> Failure.of(ExitCode.REFUSED, sentence(refused));
            case MeridianException sdk -> Failure.of(code(sdk), sentence(sdk));
            case RelayStartException relay -> Failure.of(code(relay), sentence(relay));
            case BackupException backup -> Failure.of(code(backup), sentence(backup));
            case UncheckedIOException unchecked ->
                Optional.ofNullable(unchecked.getCause())
                        .map(Failures::ofIo)
                        .orElseGet(() -> Failure.of(ExitCode.IO, text(unchecked)));
            case IOException io -> ofIo(io);
            case OutOfMemoryError memory ->
                Failure.of(ExitCode.UNAVAILABLE, "out of memory; give more with MERIDIAN_JAVA_OPTS=-Xmx4g");
            default ->
                Failure.of(
                        ExitCode.INTERNAL,
                        "a defect of Meridian (" + thrown.getClass().getSimpleName() + ": " + text(thrown)
                                + "); run it again with --verbose to see where");
        };
    }

    private static ExitCode code(BackupException thrown) {
        return switch (thrown.reason()) {
            case UNFIT -> ExitCode.BAD_INPUT;
            case NOT_NOW -> ExitCode.TRY_LATER;
            case FAILED -> ExitCode.IO;
        };
    }

    private static ExitCode code(MeridianException thrown) {
        return switch (thrown) {
            case HomeException home -> ExitCode.CANNOT_CREATE;
            case KeyException key ->
                switch (key.reason()) {
                    case BROKEN -> ExitCode.BAD_INPUT;
                    case UNREADABLE -> ExitCode.IO;
                    case PASSPHRASE_NEEDED, WRONG_PASSPHRASE, OTHER_DEVICE -> ExitCode.NOT_ALLOWED;
                };
            case StoreException store ->
                switch (store.reason()) {
                    case LOCKED, FULL -> ExitCode.TRY_LATER;
                    case CORRUPT, FAILED -> ExitCode.IO;
                    case READ_ONLY -> ExitCode.CANNOT_CREATE;
                    case NEWER_VERSION -> ExitCode.PROTOCOL;
                };
            case RelayException relay ->
                switch (relay.reason()) {
                    case UNREACHABLE, TIMEOUT -> ExitCode.UNAVAILABLE;
                    case WRONG_RELAY, PROTOCOL -> ExitCode.PROTOCOL;
                    case NOT_A_MEMBER, REVOKED -> ExitCode.NOT_ALLOWED;
                    case REFUSED -> relay.isTemporary() ? ExitCode.TRY_LATER : ExitCode.NOT_ALLOWED;
                };
            case StoppedException stopped -> ExitCode.PROTOCOL;
            case JoinException join ->
                switch (join.reason()) {
                    case BROKEN_LINK -> ExitCode.BAD_INPUT;
                    case EXPIRED, USED_UP, REVOKED, NOT_VALID -> ExitCode.NOT_ALLOWED;
                    case ALREADY_HERE -> ExitCode.REFUSED;
                };
            case UnknownNameException name ->
                switch (name.reason()) {
                    case NOT_FOUND -> ExitCode.NOT_FOUND;
                    case AMBIGUOUS -> ExitCode.USAGE;
                };
            case DecisionException decision -> ExitCode.REFUSED;
            case ClosedException closed -> ExitCode.INTERNAL;
        };
    }

    private static ExitCode code(RelayStartException thrown) {
        return switch (thrown.reason()) {
            case PORT_IN_USE, ADDRESS_UNUSABLE, DATA_UNUSABLE, TOO_FEW_FILES -> ExitCode.CANNOT_CREATE;
            case DATA_LOCKED, DISK_FULL -> ExitCode.TRY_LATER;
            case DATA_CORRUPT, KEY_UNUSABLE, CERTIFICATE_UNUSABLE -> ExitCode.IO;
            case DATA_OTHER_FORMAT, DATA_OTHER_KEY -> ExitCode.PROTOCOL;
        };
    }

    // The file is what a person can do something about; Java puts it, alone, into the message of these.
    private static Failure ofIo(IOException thrown) {
        return switch (thrown) {
            case NoSuchFileException missing -> Failure.of(ExitCode.NOT_FOUND, missing.getFile() + ": no such file");
            case AccessDeniedException denied ->
                Failure.of(ExitCode.CANNOT_CREATE, denied.getFile() + ": permission denied");
            case FileAlreadyExistsException exists ->
                Failure.of(ExitCode.CANNOT_CREATE, exists.getFile() + ": is there already");
            case FileSystemException file ->
                Failure.of(
                        ExitCode.IO,
                        Optional.ofNullable(file.getFile())
                                        .map(name -> name + ": ")
                                        .orElse("")
                                + Optional.ofNullable(file.getReason()).orElse("cannot be read or written"));
            default -> Failure.of(ExitCode.IO, text(thrown));
        };
    }

    /** A message that is a sentence of its own as the rest of a line: {@code meridian: the relay ...}. */
    public static String sentence(Throwable thrown) {
        String text = text(thrown);
        boolean word =
                text.length() > 1 && Character.isUpperCase(text.charAt(0)) && !Character.isUpperCase(text.charAt(1));
        String begun = word ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
        return begun.endsWith(".") ? begun.substring(0, begun.length() - 1) : begun;
    }

    private static String text(Throwable thrown) {
        return Optional.ofNullable(thrown.getMessage()).orElse("no message").strip();
    }
}
