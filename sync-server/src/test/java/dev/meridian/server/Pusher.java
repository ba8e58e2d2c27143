package dev.meridian.server;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.SealedEnvelope;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * A client that pushes until its connection breaks, a few items outstanding, and offers again what was not acknowledged, as a real one
 * does. Remembers every acknowledgement. Owned by one thread at a time.
 */
final class Pusher {
    private static final int OUTSTANDING_MAX = 16;

    private final TestWorkspace workspace;
    private final DeviceKeys device;
    private final TestWorkspace.Author author;
    private final Map<ByteString, PushItem> unacknowledged = new LinkedHashMap<>();
    private final Map<ByteString, Long> acknowledged = new HashMap<>();
    private int written;

    Pusher(TestWorkspace workspace, DeviceKeys device) {
        this.workspace = workspace;
        this.device = device;
        this.author = workspace.author(device);
    }

    /** Item id to position. */
    Map<ByteString, Long> acknowledged() {
        return acknowledged;
    }

    /** Items whose fate is not known. */
    Map<ByteString, PushItem> unacknowledged() {
        return unacknowledged;
    }

    /** Connects and pushes until something breaks; completes {@code going} at the first acknowledgement, or at the end. */
    void pushUntilCut(InetSocketAddress relay, CompletableFuture<Void> going) {
        try (RelayClient client = connect(relay)) {
            while (true) {
                fill(client);
                noteAck(client);
                going.complete(null);
            }
        } catch (IOException cut) {
            // That is what the test is about.
        } finally {
            going.complete(null);
        }
    }

    /** Offers what is left, and waits until all of it is acknowledged. */
    void finish(InetSocketAddress relay) throws IOException {
        try (RelayClient client = connect(relay)) {
            while (!unacknowledged.isEmpty()) {
                noteAck(client);
            }
        }
    }

    private RelayClient connect(InetSocketAddress relay) throws IOException {
        RelayClient client = RelayClient.login(relay, workspace.id(), device.signing());
        for (PushItem item : unacknowledged.values()) {
            client.push(item);
        }
        return client;
    }

    private void fill(RelayClient client) throws IOException {
        Queue<PushItem> fresh = new ArrayDeque<>();
        while (unacknowledged.size() < OUTSTANDING_MAX) {
            SealedEnvelope envelope = author.write(ByteString.copyFromUtf8("change " + ++written));
            PushItem item = TestWorkspace.pushed(envelope);
            unacknowledged.put(envelope.itemId().bytes(), item);
            fresh.add(item);
        }
        for (PushItem item : fresh) {
            client.push(item);
        }
    }

    private void noteAck(RelayClient client) throws IOException {
        for (Receipt receipt : client.next(Frame.BodyCase.ACK).getAck().getReceiptsList()) {
            unacknowledged.remove(receipt.getItemId());
            Long before = acknowledged.put(receipt.getItemId(), receipt.getPos());
            if (before != null && before != receipt.getPos()) {
                throw new AssertionError("an item at %d and at %d".formatted(before, receipt.getPos()));
            }
        }
    }
}
