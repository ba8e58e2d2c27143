package dev.meridian.model.schema;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Register;

/** Where registers are read from: a document, or a transaction with its own writes. */
@FunctionalInterface
public interface Registers {

    /** What stands at a key; empty where nothing does. */
    Register at(ObjectId map, String key);
}
