package dev.meridian.bench;

import dev.meridian.bench.model.ModelBench;
import dev.meridian.bench.relay.RelayBench;
import dev.meridian.bench.sync.SyncBench;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** {@code ./bench/run}: measures, says on stderr how far it is, and prints one Markdown report to stdout. */
public final class Bench {
    private static final int EXIT_USAGE = 64;
    private static final int EXIT_FAILED = 70;

    private Bench() {}

    /** Takes the words after {@code ./bench/run}. */
    public static void main(String[] args) {
        Request request;
        try {
            request = Request.parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.err.println(Request.USAGE);
            System.exit(EXIT_USAGE);
            return;
        }
        try {
            String report = run(request);
            System.out.print(report);
            if (request.out().isPresent()) {
                Files.writeString(request.out().get(), report);
            }
        } catch (Exception e) {
            System.err.println("bench: failed");
            e.printStackTrace();
            System.exit(EXIT_FAILED);
        }
    }

    private static String run(Request request) throws Exception {
        Progress progress = new Progress(new PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8));
        Effort effort = request.quick() ? Effort.QUICK : Effort.FULL;
        List<Figures> figures = new ArrayList<>();
        try (Place disk = Place.disk(request.work())) {
            if (request.parts().contains(Request.Part.MODEL)) {
                figures.add(ModelBench.run(effort, progress));
            }
            if (request.parts().contains(Request.Part.RELAY)) {
                figures.addAll(RelayBench.run(effort, disk.directory(), progress));
            }
            if (request.parts().contains(Request.Part.SYNC)) {
                figures.add(SyncBench.run(effort, disk.directory(), progress));
            }
        }
        StringBuilder report = new StringBuilder("# Figures of Meridian\n\n" + Machine.describe() + ".\n");
        if (request.quick()) {
            report.append("A quick run: each figure once and briefly, for a first look.\n");
        }
        report.append('\n');
        figures.forEach(table -> report.append(table.toMarkdown()));
        return report.toString();
    }
}
