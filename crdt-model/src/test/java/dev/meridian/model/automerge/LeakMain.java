package dev.meridian.model.automerge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens, edits and closes replicas over and over and prints by how much the process has grown meanwhile: see {@link NativeMemoryTest}. */
final class LeakMain {

    private static final int EDITS_PER_REPLICA = 50;

    private LeakMain() {}

    /** @param args rounds to warm up, rounds to measure */
    public static void main(String[] args) throws IOException {
        run(Integer.parseInt(args[0]));
        long before = residentKilobytes();
        run(Integer.parseInt(args[1]));
        System.out.println("grown " + (residentKilobytes() - before) + " open " + NativeDocument.openCount());
    }

    private static void run(int rounds) {
        ActorId writer = ActorId.ofHex("a0".repeat(24));
        for (int round = 0; round < rounds; round++) {
            try (Replica replica = Replica.create(writer);
                    Replica reader = Replica.create(ActorId.ofHex("b0".repeat(24)))) {
                for (int i = 0; i < EDITS_PER_REPLICA; i++) {
                    int x = i;
                    ParsedChange change = replica.edit(edit -> edit.put(ObjectId.ROOT, "x", x))
                            .orElseThrow()
                            .change();
                    reader.apply(List.of(new Incoming(writer.device(), change.chunk())));
                }
            }
        }
    }

    private static long residentKilobytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no VmRSS");
    }
}
