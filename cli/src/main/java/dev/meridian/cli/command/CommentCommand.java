package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian comment}. */
@Command(
        name = "comment",
        header = "Talk about cards and documents: threads, replies, quotes, mentions.",
        subcommands = {
            CommentAdd.class,
            CommentReply.class,
            CommentEdit.class,
            CommentRemove.class,
            CommentRestore.class,
            CommentResolve.class,
            CommentReopen.class,
            CommentList.class,
            CommentShow.class
        })
final class CommentCommand {}
