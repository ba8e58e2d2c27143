package dev.meridian.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine that the figures are of, in one line: processor, cores, memory, kernel, JDK. */
public final class Machine {
    private Machine() {}

    /** The line. */
    public static String describe() throws IOException {
        return "%s, %d cores, %s of memory, %s %s, JDK %s (%s)"
                .formatted(
                        firstValue(Path.of("/proc/cpuinfo"), "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        gibibytes(firstValue(Path.of("/proc/meminfo"), "MemTotal")),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        System.getProperty("java.vendor"));
    }

    private static String gibibytes(String kibibytes) {
        return Math.round(Long.parseLong(kibibytes.replaceAll("\\D", "")) / 1048576.0) + " GiB";
    }

    private static String firstValue(Path file, String key) throws IOException {
        List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
