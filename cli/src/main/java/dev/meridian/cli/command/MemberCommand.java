package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian member}. */
@Command(
        name = "member",
        header = "See who is in the team and when they work; say when you do.",
        subcommands = {
            MemberList.class,
            MemberShow.class,
            MemberSet.class,
            MemberEnter.class,
            MemberRole.class,
            MemberRemove.class,
            MemberApprove.class,
            MemberDecline.class
        })
final class MemberCommand {}
