package dev.meridian.model.automerge;

import java.util.Arrays;
import org.automerge.ChangeHash;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.PatchLog;
import org.automerge.Transaction;

/** Ordinary uses of Automerge Java 0.0.7 that end badly, each the main program of a forked JVM: see {@link TrapsTest}. */
final class NaiveUse {

    private NaiveUse() {}

    public static void main(String[] args) {
        switch (args[0]) {
            case "patchesOfAConflict" -> patchesOfAConflict();
            case "diffOfAConflict" -> diffOfAConflict();
            case "nullValue" -> edited(tx -> tx.set(ObjectId.ROOT, "a", (String) null));
            case "shortHash" -> shortHash();
            case "patchLogOfAnother" -> patchLogOfAnother();
            case "commitOfNothing" -> commitOfNothing();
            case "saveOfAForkedActor" -> saveOfAForkedActor();
            case "saveOfAnInventedPred" -> saveOfAnInventedPred();
            case "objectIdBeforeADocument" -> System.out.println(ObjectId.ROOT);
            case "killedAfterLoading" -> {
                new Document();
                Runtime.getRuntime().halt(9);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("survived");
    }

    private static Document edited(java.util.function.Consumer<Transaction> edit) {
        Document document = new Document();
        Transaction transaction = document.startTransaction();
        edit.accept(transaction);
        transaction.commit();
        return document;
    }

    /** Two people set one key at once; the one whose write loses asks what changed. */
    private static Document[] conflict() {
        Document low = new Document(actor(1));
        Document high = new Document(actor(2));
        for (Document document : Arrays.asList(low, high)) {
            Transaction transaction = document.startTransaction();
            transaction.set(ObjectId.ROOT, "title", "by " + document.getActorId()[0]);
            transaction.commit();
        }
        return new Document[] {low, high};
    }

    private static byte[] actor(int first) {
        byte[] actor = new byte[24];
        actor[0] = (byte) first;
        return actor;
    }

    private static void patchesOfAConflict() {
        Document[] both = conflict();
        PatchLog log = new PatchLog();
        both[1].applyEncodedChanges(both[0].encodeChangesSince(new ChangeHash[0]), log);
        System.out.println(both[1].makePatches(log));
    }

    private static void diffOfAConflict() {
        Document[] both = conflict();
        ChangeHash[] before = both[1].getHeads();
        both[1].applyEncodedChanges(both[0].encodeChangesSince(new ChangeHash[0]));
        System.out.println(both[1].diff(before, both[1].getHeads()));
    }

    private static void shortHash() {
        try {
            var constructor = ChangeHash.class.getDeclaredConstructor(byte[].class);
            constructor.setAccessible(true);
            new Document().encodeChangesSince(new ChangeHash[] {constructor.newInstance((Object) new byte[3])});
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("another Automerge", e);
        }
    }

    private static void patchLogOfAnother() {
        Document one = edited(tx -> tx.set(ObjectId.ROOT, "a", 1));
        PatchLog log = new PatchLog();
        Transaction transaction = one.startTransaction(log);
        ObjectId map = transaction.set(ObjectId.ROOT, "map", org.automerge.ObjectType.MAP);
        transaction.set(map, "x", 1);
        transaction.commit();
        System.out.println(new Document().makePatches(log));
    }

    /** An actor that has never written commits nothing; then it hears of somebody new, and rolls back. */
    private static void commitOfNothing() {
        Document[] both = conflict();
        Document document = new Document(actor(9));
        document.applyEncodedChanges(both[0].encodeChangesSince(new ChangeHash[0]));
        document.startTransaction().commit();
        document.applyEncodedChanges(both[1].encodeChangesSince(new ChangeHash[0]));
        document.startTransaction().rollback();
    }

    /** A change that does not build on its actor's last one: Automerge takes it, and its save does not come back. */
    private static void saveOfAForkedActor() {
        ActorId forger = ActorId.ofHex("f0".repeat(24));
        Document document = new Document(actor(1));
        byte[] first =
                new ChangeWriter(forger).op(ChangeWriter.Op.put(null, "a", 1)).chunk();
        byte[] second = new ChangeWriter(forger)
                .seq(2)
                .op(ChangeWriter.Op.put(null, "b", 1))
                .chunk();
        document.applyEncodedChanges(first);
        document.applyEncodedChanges(second);
        System.out.println(document.getHeads().length + " heads");
        Document.load(document.save());
    }

    /** A change that replaces what nobody wrote: the save forgets it, and the hash no longer fits. */
    private static void saveOfAnInventedPred() {
        ActorId forger = ActorId.ofHex("f0".repeat(24));
        Document document = new Document(actor(1));
        byte[] first =
                new ChangeWriter(forger).op(ChangeWriter.Op.put(null, "a", 1)).chunk();
        byte[] second = new ChangeWriter(forger)
                .seq(2)
                .startOp(2)
                .after(ChangeWriter.hash(first))
                .op(ChangeWriter.Op.put(null, "b", 1, new OpId(1, forger)))
                .chunk();
        document.applyEncodedChanges(first);
        document.applyEncodedChanges(second);
        System.out.println(document.getHeads().length + " heads");
        Document.load(document.save());
    }
}
