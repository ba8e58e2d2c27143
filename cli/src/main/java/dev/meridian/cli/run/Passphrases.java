package dev.meridian.cli.run;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.client.KeyException;
import dev.meridian.client.Meridian;
import dev.meridian.client.MeridianOptions;
import dev.meridian.sync.trust.Passphrase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where passphrases come from: a file, the environment, or the person at the terminal, in this order. */
public final class Passphrases {
    private static final String VARIABLE = "MERIDIAN_PASSPHRASE";
    private static final int ATTEMPTS = 3;
    private static final int CHARACTERS_MIN = 8;

    private final Run run;

    public Passphrases(Run run) {
        this.run = run;
    }

    /** The one that was given without asking. */
    public Optional<Passphrase> given() {
        return run.passphraseFile()
                .map(this::firstLine)
                .or(() -> run.environment(VARIABLE))
                .map(Passphrase::new);
    }

    /** Opens a home, asking for the passphrase where its keys are under one and none was given. */
    Meridian opening(Path home) {
        Optional<Passphrase> given = given();
        try {
            return Meridian.open(home, options(given));
        } catch (KeyException e) {
            if (given.isPresent() || e.reason() != KeyException.Reason.PASSPHRASE_NEEDED) {
                throw e;
            }
            return asking(home, e);
        }
    }

    private Meridian asking(Path home, KeyException needed) {
        for (int attempt = 1; ; attempt++) {
            Passphrase typed = run.surroundings()
                    .prompt()
                    .secret("passphrase for " + home + ": ")
                    .map(Passphrase::new)
                    .orElseThrow(() -> new CommandFailed(
                            ExitCode.NOT_ALLOWED,
                            "the keys in " + home + " are under a passphrase; name a file that holds it with"
                                    + " --passphrase-file, or set " + VARIABLE,
                            needed));
            try {
                return Meridian.open(home, options(Optional.of(typed)));
            } catch (KeyException e) {
                if (attempt == ATTEMPTS || e.reason() != KeyException.Reason.WRONG_PASSPHRASE) {
                    throw e;
                }
                run.warn("that is not it; once more");
            }
        }
    }

    /** One for a key file that shall be sealed: of the file, or typed twice by the person at the terminal. */
    public Passphrase chosen(Optional<Path> file) {
        String text = file.map(this::firstLine).orElseGet(this::typedTwice);
        if (text.length() < CHARACTERS_MIN) {
            throw new CommandFailed(
                    ExitCode.BAD_INPUT, "a passphrase has at least " + CHARACTERS_MIN + " characters: take some words");
        }
        return new Passphrase(text);
    }

    private String typedTwice() {
        String first = typed("new passphrase: ");
        if (!typed("once more: ").equals(first)) {
            throw new CommandFailed(ExitCode.BAD_INPUT, "the two are not the same; nothing was changed");
        }
        return first;
    }

    private String typed(String question) {
        return run.surroundings()
                .prompt()
                .secret(question)
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.USAGE,
                        "nobody typed a passphrase; name a file that holds it with --new-passphrase-file"));
    }

    private String firstLine(Path file) {
        try {
            return new Input(run)
                    .text(file)
                    .lines()
                    .findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() ->
                            new CommandFailed(ExitCode.BAD_INPUT, file + ": its first line, the passphrase, is empty"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MeridianOptions options(Optional<Passphrase> passphrase) {
        return passphrase.map(MeridianOptions.DEFAULT::withPassphrase).orElse(MeridianOptions.DEFAULT);
    }
}
