package dev.meridian.model.automerge;

import java.io.IOException;
import java.nio.file.Path;

/** The uses of {@link NaiveUse} that need a JVM of their own, through the replica. */
final class SafeUse {

    private SafeUse() {}

    static ForkedJvm.Result run(Path temporary, String use) throws IOException, InterruptedException {
        return run(temporary, use, temporary);
    }

    /** @param cache where the native library is extracted to */
    static ForkedJvm.Result run(Path temporary, String use, Path cache) throws IOException, InterruptedException {
        return ForkedJvm.run(
                temporary, "-D" + NativeLibrary.DIRECTORY_PROPERTY + "=" + cache, SafeUse.class.getName(), use);
    }

    public static void main(String[] args) {
        switch (args[0]) {
            case "objectIdFirst" -> {
                NativeLibrary.load();
                System.out.println(org.automerge.ObjectId.ROOT);
            }
            case "killedAfterLoading" -> {
                Replica replica = Replica.create(ActorId.ofHex("01".repeat(24)));
                replica.edit(edit -> edit.put(ObjectId.ROOT, "a", 1));
                Runtime.getRuntime().halt(9);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("survived");
    }
}
