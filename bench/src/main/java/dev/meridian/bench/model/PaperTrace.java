package dev.meridian.bench.model;

import dev.meridian.model.automerge.Replica;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.text.Splice;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.ObjectType;
import org.automerge.Transaction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A whole paper is typed again, 259,778 edits: in one go, because that is how an import or a catching-up editor writes. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PaperTrace {

    /** The edits. */
    @State(Scope.Benchmark)
    public static class Typed {
        final EditingTrace trace = EditingTrace.read();
    }

    /** Through the model's own text intent, in as many changes as its caps ask for. */
    @Benchmark
    public int model(Typed typed) {
        try (TextDocument document = TextDocument.open(Replica.create(Actors.HERE))) {
            document.apply(List.of(new DocumentIntent.Create()));
            document.apply(List.of(new DocumentIntent.EditText(typed.trace.splices())));
            return typed.trace.requireEnd(document.snapshot().text());
        }
    }

    /** By Automerge alone, in one transaction. */
    @Benchmark
    public int bare(Typed typed) {
        Document document = new Document(Actors.HERE.bytes());
        try {
            Transaction transaction = document.startTransaction();
            ObjectId text = transaction.set(ObjectId.ROOT, "text", ObjectType.TEXT);
            for (Splice splice : typed.trace.splices()) {
                transaction.spliceText(text, splice.position(), splice.deleteCount(), splice.insert());
            }
            transaction.commit();
            return typed.trace.requireEnd(document.text(text).orElseThrow());
        } finally {
            document.free();
        }
    }
}
