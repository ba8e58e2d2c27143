package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian device}. */
@Command(
        name = "device",
        header = "Your devices: another one, a lost one, and words on paper for when all are lost.",
        subcommands = {
            DeviceList.class,
            DeviceLinkShow.class,
            DeviceRequestMake.class,
            DeviceAdd.class,
            DeviceOpen.class,
            DeviceRevoke.class,
            DeviceWords.class
        })
final class DeviceCommand {}
