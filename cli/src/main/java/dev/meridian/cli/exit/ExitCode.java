package dev.meridian.cli.exit;

/** How a command ends, as a process exit code. The numbers from 64 on are those of BSD's {@code sysexits.h}. */
public enum ExitCode {
    /** Done. Also a service that was asked to stop and stopped. */
    OK(0, "ok"),
    /** It ran, and there is something to look at: a refused change, a finding of the doctor, nothing to do where there should be. */
    REFUSED(1, "refused"),
    /** The command line is wrong: an unknown option, a name that fits several things. */
    USAGE(64, "usage"),
    /** Input is there but wrong: a broken link, a bad canvas or table. Nothing was changed. */
    BAD_INPUT(65, "bad-input"),
    /** Something that was named is not there: a file, a workspace, a card, a document. */
    NOT_FOUND(66, "not-found"),
    /** The relay does not answer, or the machine lacks something. Local work goes on. */
    UNAVAILABLE(69, "unavailable"),
    /** A defect of Meridian. */
    INTERNAL(70, "internal"),
    /** Something cannot be made: a home, a file, a listening port. */
    CANNOT_CREATE(73, "cannot-create"),
    /** Reading or writing failed midway. */
    IO(74, "io"),
    /** Not now: the store is busy, the relay's disk is full. Nothing is lost; try again. */
    TRY_LATER(75, "try-later"),
    /** The other side is not what it must be: another relay, another version, a forked log. */
    PROTOCOL(76, "protocol"),
    /** Not allowed: an invite that is used up or expired, a role that may not write. */
    NOT_ALLOWED(77, "not-allowed"),
    /** Whoever read the output went away, as {@code head} does: nothing is said of it. What a shell reports of tools that SIGPIPE ends. */
    READER_GONE(141, "reader-gone");

    private final int number;
    private final String word;

    ExitCode(int number, String word) {
        this.number = number;
        this.word = word;
    }

    /** What the process returns. */
    public int number() {
        return number;
    }

    /** As {@code --json} prints it. */
    public String word() {
        return word;
    }
}
