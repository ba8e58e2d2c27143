package dev.meridian.model.plan;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Register;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.event.Event;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every document has at its root. */
public final class DocumentRoot {

    private final Replica replica;
    private final DocumentKind kind;
    private long schema;

    public DocumentRoot(Replica replica, DocumentKind kind) {
        this.replica = replica;
        this.kind = kind;
    }

    /** 0 where the first change is not here, or where this is another kind of document. */
    public long schema() {
        return schema;
    }

    public List<Event> read() {
        Register register = replica.tree().at(ObjectId.ROOT, Schema.SCHEMA);
        long now = isOfKind()
                ? register.value()
                        .flatMap(value ->
                                value instanceof Value.Int number ? Optional.of(number.value()) : Optional.empty())
                        .orElse(0L)
                : 0;
        List<Event> events = new ArrayList<>();
        if (schema == 0 && now > 0) {
            register.winner()
                    .ifPresent(winner ->
                            events.add(new Event.DocumentMade(winner.author().device())));
        }
        schema = now;
        return events;
    }

    private boolean isOfKind() {
        return replica.tree()
                .at(ObjectId.ROOT, Schema.KIND)
                .string()
                .filter(kind.word()::equals)
                .isPresent();
    }
}
