package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.sync.trust.VerifyKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A workspace with one author who notes what a relay acknowledged, and later asks for all of it. For one thread. */
final class Ledger {
    private static final int ITEM_BYTES = 100_000;

    private final VerifyKey relayKey;
    private final TestWorkspace workspace;
    private final TestWorkspace.Author author;
    private final List<PushItem> stored = new ArrayList<>();

    private Ledger(VerifyKey relayKey) {
        this.relayKey = relayKey;
        this.workspace = new TestWorkspace(relayKey);
        this.author = workspace.author(workspace.owner());
    }

    /** Founds a workspace at a relay. */
    static Ledger found(InetSocketAddress relay, VerifyKey relayKey) throws IOException {
        Ledger ledger = new Ledger(relayKey);
        ledger.push(relay, ledger.workspace.genesis());
        return ledger;
    }

    TestWorkspace workspace() {
        return workspace;
    }

    RelayClient login(InetSocketAddress relay) throws IOException {
        return RelayClient.login(relay, workspace.id(), workspace.owner().signing());
    }

    /** The next item, of 100 kB. */
    PushItem item() {
        return author.item(TestWorkspace.ENTROPY.bytes(ITEM_BYTES));
    }

    /** The receipt of an item that must be acknowledged, at the place after all others. */
    Receipt push(InetSocketAddress relay, PushItem item) throws IOException {
        try (RelayClient client = login(relay)) {
            return push(client, item);
        }
    }

    Receipt push(RelayClient client, PushItem item) throws IOException {
        client.push(item);
        Receipt receipt = client.next(Frame.BodyCase.ACK).getAck().getReceipts(0);
        stored.add(item);
        assertThat(receipt.getPos()).isEqualTo(stored.size());
        return receipt;
    }

    void push(InetSocketAddress relay, int items) throws IOException {
        try (RelayClient client = login(relay)) {
            for (int i = 0; i < items; i++) {
                push(client, item());
            }
        }
    }

    /** One item at a time, each acknowledged, until one is refused because the relay cannot write; that one. */
    PushItem pushUntilRefused(InetSocketAddress relay) throws IOException {
        try (RelayClient client = login(relay)) {
            while (true) {
                PushItem item = item();
                client.push(item);
                Frame answer = client.next();
                if (answer.hasError()) {
                    assertThat(answer.getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_READ_ONLY);
                    assertThat(answer.getError().getRetryAfterMs()).isPositive();
                    return item;
                }
                stored.add(item);
            }
        }
    }

    /** All of it is there, in its order, once; the log. */
    List<LogItem> assertHeldBy(InetSocketAddress relay) throws IOException {
        Follower log = new Follower(workspace.id(), relayKey);
        try (RelayClient client = login(relay)) {
            log.resume(client);
            log.readTo(stored.size(), client);
        }
        assertThat(log.items()).isEqualTo(stored.stream().map(PushItem::getItem).toList());
        return log.log();
    }
}
