package dev.meridian.model.automerge;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.function.Consumer;
import org.automerge.ObjectId;
import org.automerge.Transaction;

/**
 * The few members of {@code org.automerge} 0.0.7 that it keeps to itself and that cannot be done without. All are looked up when this class is
 * initialised, so another version without them fails at once and not in the middle of an edit.
 */
final class AutomergeInternals {

    private static final VarHandle LIBRARY_LOADED;
    private static final MethodHandle NEW_OBJECT_ID;
    private static final VarHandle TRANSACTION_FINISH;
    private static final Consumer<Object> FREE_PATCH_LOG;

    static {
        try {
            Class<?> library = Class.forName("org.automerge.LoadLibrary", false, ObjectId.class.getClassLoader());
            MethodHandles.Lookup inLibrary = MethodHandles.privateLookupIn(library, MethodHandles.lookup());
            LIBRARY_LOADED = inLibrary.findStaticVarHandle(library, "loaded", boolean.class);

            MethodHandles.Lookup inObjectId = MethodHandles.privateLookupIn(ObjectId.class, MethodHandles.lookup());
            NEW_OBJECT_ID = inObjectId.findConstructor(ObjectId.class, MethodType.methodType(void.class, byte[].class));

            Class<?> transaction =
                    Class.forName("org.automerge.TransactionImpl", false, ObjectId.class.getClassLoader());
            MethodHandles.Lookup inTransaction = MethodHandles.privateLookupIn(transaction, MethodHandles.lookup());
            TRANSACTION_FINISH = inTransaction.findVarHandle(transaction, "finish", Optional.class);

            Class<?> natives = Class.forName("org.automerge.AutomergeSys", false, ObjectId.class.getClassLoader());
            Class<?> patchLog =
                    Class.forName("org.automerge.AutomergeSys$PatchLogPointer", false, ObjectId.class.getClassLoader());
            MethodHandles.Lookup inNatives = MethodHandles.privateLookupIn(natives, MethodHandles.lookup());
            MethodHandle free = inNatives
                    .findStatic(natives, "freePatchLog", MethodType.methodType(void.class, patchLog))
                    .asType(MethodType.methodType(void.class, Object.class));
            FREE_PATCH_LOG = pointer -> call(() -> {
                free.invokeExact(pointer);
            });
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the Automerge that this program was built for", e);
        }
    }

    private AutomergeInternals() {}

    /** Tells Automerge that its library is there, so that it does not extract its own. */
    static void markLibraryLoaded() {
        LIBRARY_LOADED.setVolatile(true);
    }

    /** An object id from its bytes, which is how Automerge itself hands them out: no way to ask for one by name costs less. */
    static ObjectId objectId(byte[] raw) {
        ObjectId[] id = new ObjectId[1];
        call(() -> id[0] = (ObjectId) NEW_OBJECT_ID.invokeExact(raw));
        return id[0];
    }

    /** Frees the patch log that every commit makes and nobody else frees: 112 bytes each. */
    static void freePatchLogAtCommit(Transaction transaction) {
        TRANSACTION_FINISH.set(transaction, Optional.of(FREE_PATCH_LOG));
    }

    private static void call(Call call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Automerge declares no checked exceptions here", e);
        }
    }

    @FunctionalInterface
    private interface Call {
        void run() throws Throwable;
    }
}
