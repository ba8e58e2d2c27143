package dev.meridian.model.automerge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens, edits and closes replicas over and over and prints by how much the process has grown meanwhile: see {@link NativeMemoryTest}. */
final class LeakMain {

    private static final int EDITS_PER_REPLICA = 50;

    private LeakMain() {}

    /** @param args rounds between two looks at the memory; the least that three of them grew by is printed, because a compiler grows too */
    public static void main(String[] args) throws IOException {
        int rounds = Integer.parseInt(args[0]);
        run(rounds);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long before = residentKilobytes();
            run(rounds);
            least = Math.min(least, residentKilobytes() - before);
        }
        System.out.println("grown " + least + " open " + NativeDocument.openCount());
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
