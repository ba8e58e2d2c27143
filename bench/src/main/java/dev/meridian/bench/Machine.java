package dev.meridian.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The machine that the figures are of, in one line: processor, cores, memory, kernel, JDK. */
public final class Machine {
    private Machine() {}

    /** The line. */
    public static String describe() throws IOException {
        return "%s, %d cores, %s of memory, %s %s, JDK %s (%s); load average %s before the run"
                .formatted(
                        firstValue(Path.of("/proc/cpuinfo"), "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        gibibytes(firstValue(Path.of("/proc/meminfo"), "MemTotal")),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        System.getProperty("java.vendor"),
                        loadAverage());
    }

    /** Over the last minute: much above 0 says that others were at work too. */
    private static String loadAverage() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
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
