package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian key}. */
@Command(
        name = "key",
        header = "See where this device's keys lie, and put them under a passphrase.",
        subcommands = {KeyShow.class, KeyProtect.class, KeyUnprotect.class})
final class KeyCommand {}
