package dev.meridian.client.transport;

import dev.meridian.proto.v1.Ack;
import dev.meridian.proto.v1.Append;
import dev.meridian.proto.v1.Challenge;
import dev.meridian.proto.v1.Diverged;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Error;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.proto.v1.Resume;
import dev.meridian.proto.v1.Welcome;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * In the place of a relay, with its key and all that it had: it shows each client the log that it was told to show it, and does with what is
 * pushed as it was told. It checks nobody's login. Serves any number of connections, one after the other or at once.
 */
public final class CrookedRelay implements AutoCloseable {
    private static final int FRAME_BYTES_MAX = 1 << 20;

    private final ServerSocket server;
    private final Thread accepting;
    private final SigningKey key;
    private final Map<DeviceId, ForgedLog> shown = new ConcurrentHashMap<>();
    private volatile ForgedLog toOthers;
    private volatile Conduct conduct = Conduct.TAKES;

    /** What it does with what is pushed. */
    public enum Conduct {
        /** Appends it to the log that the pusher is shown. */
        TAKES,
        /** Acknowledges it and forgets it. */
        SWALLOWS,
        /** Says of every item that it is too much at once. */
        SAYS_TOO_FAST,
        /** Says of every item that another record came first. */
        SAYS_CONFLICT,
        /** Says of every item that the author may not. */
        SAYS_NOT_ALLOWED
    }

    /** @param toOthers what is shown to whoever has no log of their own */
    public CrookedRelay(int port, SigningKey key, ForgedLog toOthers) throws IOException {
        this.key = key;
        this.toOthers = toOthers;
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        accepting = Thread.ofPlatform().daemon().start(this::accept);
    }

    /** Shows everybody this log. */
    public void show(ForgedLog log) {
        shown.clear();
        toOthers = log;
    }

    /** Shows one client this log. */
    public void show(DeviceId device, ForgedLog log) {
        shown.put(device, log);
    }

    public void conduct(Conduct other) {
        conduct = other;
    }

    /** What a client is shown now, with what it took since. */
    public ForgedLog shownTo(DeviceId device) {
        return shown.getOrDefault(device, toOthers);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket socket = accepted) {
            String request = OddPeer.head(socket.getInputStream());
            socket.getOutputStream().write(OddPeer.answer(request).getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            Optional<DeviceId> device = Optional.empty();
            while (true) {
                Frame said = Frame.parseFrom(OddPeer.next(in));
                if (said.hasLogin()) {
                    device = Optional.of(new DeviceId(said.getLogin().getProof().getDevice()));
                }
                for (Frame.Builder answer : answers(said, device)) {
                    OddPeer.binary(socket.getOutputStream(), answer.build().toByteArray());
                }
            }
        } catch (IOException e) {
            return; // The client has hung up.
        }
    }

    private Iterable<Frame.Builder> answers(Frame said, Optional<DeviceId> device) {
        List<Frame.Builder> answers = new ArrayList<>();
        if (said.hasHello()) {
            answers.add(Frame.newBuilder()
                    .setChallenge(Challenge.newBuilder()
                            .setVersion(1)
                            .setRelayKey(key.verifyKey().bytes())
                            .setRelayNonce(Sha256.of(said.getHello().getClientNonce()))));
        }
        if (device.isEmpty()) {
            return answers;
        }
        ForgedLog log = shownTo(device.get());
        if (said.hasLogin()) {
            answers.add(Frame.newBuilder()
                    .setWelcome(Welcome.newBuilder()
                            .setFrameBytesMax(FRAME_BYTES_MAX)
                            .setHead(log.head(key, log.size()))));
        } else if (said.hasResume()) {
            resume(log, said.getResume(), answers);
        } else if (said.hasPush()) {
            for (PushItem item : said.getPush().getItemsList()) {
                pushed(device.get(), item, answers);
            }
        }
        return answers; // A Restore is passed over in silence.
    }

    private void resume(ForgedLog log, Resume resume, List<Frame.Builder> answers) {
        long pos = Math.min(resume.getAfterPos(), log.size());
        boolean fits = resume.getAfterPos() == pos && log.chain(pos).equals(resume.getChain());
        if (!fits) {
            Diverged.Builder diverged = Diverged.newBuilder().setHead(log.head(key, log.size()));
            if (pos > 0) {
                diverged.setAt(log.head(key, pos));
            }
            answers.add(Frame.newBuilder().setDiverged(diverged));
            return;
        }
        Append.Builder agreed = Append.newBuilder();
        if (pos > 0) {
            agreed.setHead(log.head(key, pos));
        }
        answers.add(Frame.newBuilder().setAppend(agreed));
        if (log.size() > pos) {
            answers.add(Frame.newBuilder()
                    .setAppend(Append.newBuilder().addAllItems(log.after(pos)).setHead(log.head(key, log.size()))));
        }
    }

    private void pushed(DeviceId device, PushItem item, List<Frame.Builder> answers) {
        ItemId id = idOf(item);
        switch (conduct) {
            case TAKES -> {
                ForgedLog log = shownTo(device).with(item.getKind(), item.getItem());
                if (shown.containsKey(device)) {
                    shown.put(device, log);
                } else {
                    toOthers = log;
                }
                answers.add(acked(id, log.size()));
                answers.add(Frame.newBuilder()
                        .setAppend(Append.newBuilder()
                                .addAllItems(log.after(log.size() - 1))
                                .setHead(log.head(key, log.size()))));
            }
            case SWALLOWS -> answers.add(acked(id, shownTo(device).size() + 1));
            case SAYS_TOO_FAST -> answers.add(refused(id, ErrorCode.ERROR_CODE_RATE_LIMITED, "too much at once"));
            case SAYS_CONFLICT ->
                answers.add(refused(id, ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT, "another record came first"));
            case SAYS_NOT_ALLOWED -> answers.add(refused(id, ErrorCode.ERROR_CODE_NOT_ALLOWED, "only members write"));
        }
    }

    private static ItemId idOf(PushItem item) {
        return item.getKind() == EntryKind.ENTRY_KIND_MEMBER
                ? MemberRecord.idOf(item.getItem()).orElseThrow()
                : ((SealedEnvelope.Read) SealedEnvelope.read(item.getItem()))
                        .envelope()
                        .itemId();
    }

    private static Frame.Builder acked(ItemId id, long pos) {
        return Frame.newBuilder()
                .setAck(Ack.newBuilder()
                        .addReceipts(Receipt.newBuilder().setItemId(id.bytes()).setPos(pos)));
    }

    private static Frame.Builder refused(ItemId id, ErrorCode code, String message) {
        return Frame.newBuilder()
                .setError(Error.newBuilder().setItemId(id.bytes()).setCode(code).setMessage(message));
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            // The port is free only when the thread that waits in accept has let it go.
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it closed");
        }
    }
}
