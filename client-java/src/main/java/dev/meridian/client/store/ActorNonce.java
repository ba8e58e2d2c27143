package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.MetaTable.Name;
import java.util.function.Supplier;

/** The nonce that makes this file's actor its own: one for as long as the file stays where it is, a new one for every copy (STORE-7). */
public final class ActorNonce {
    private ActorNonce() {}

    /**
     * The nonce to write with.
     *
     * @param fresh gives 8 random bytes
     */
    public static ByteString claim(WorkspaceStore store, Supplier<ByteString> fresh) {
        String place = FilePlace.of(store.file());
        return kept(store, place)
                .orElseGet(() -> store.write(() -> kept(store, place).orElseGet(() -> {
                    ByteString nonce = fresh.get();
                    store.meta().put(Name.NONCE, nonce);
                    store.meta().put(Name.PLACE, place);
                    return nonce;
                })));
    }

    private static java.util.Optional<ByteString> kept(WorkspaceStore store, String place) {
        return store.meta()
                .text(Name.PLACE)
                .filter(place::equals)
                .flatMap(same -> store.meta().bytes(Name.NONCE));
    }
}
