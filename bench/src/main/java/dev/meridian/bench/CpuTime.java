package dev.meridian.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time, which neighbours on the machine lengthen less than they lengthen the time on the wall. */
public final class CpuTime {
    private static final double TICKS_PER_SECOND = 100;
    /** Where the fields of proc(5) stat begin to be counted: behind the name, with the third. */
    private static final int FIRST_FIELD = 3;

    private static final int USER_FIELD = 14;
    private static final int CHILDREN_USER_FIELD = 16;

    private CpuTime() {}

    /** Of this process so far, in seconds. */
    public static double own() throws IOException {
        return seconds(USER_FIELD);
    }

    /** Of all processes that this one has started and seen the end of, in seconds. */
    public static double children() throws IOException {
        return seconds(CHILDREN_USER_FIELD);
    }

    /** User and system time stand side by side. */
    private static double seconds(int field) throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[field - FIRST_FIELD]) + Long.parseLong(fields[field - FIRST_FIELD + 1]);
        return ticks / TICKS_PER_SECOND;
    }
}
