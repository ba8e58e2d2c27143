package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Frame;
import java.util.ArrayList;
import java.util.List;

/** The effects of a machine's current step, and the connection that frames go to. Owned by its machine. */
final class Line {
    private List<ClientEffect> effects = new ArrayList<>();
    private long connection;

    long connection() {
        return connection;
    }

    void dial() {
        connection++;
        effects.add(new ClientEffect.Connect(connection));
    }

    void send(Frame.Builder frame) {
        send(frame.build().toByteString());
    }

    void send(ByteString frame) {
        effects.add(new ClientEffect.Send(connection, frame));
    }

    void hangUp() {
        effects.add(new ClientEffect.Disconnect(connection));
    }

    void add(ClientEffect effect) {
        effects.add(effect);
    }

    List<ClientEffect> take() {
        List<ClientEffect> taken = List.copyOf(effects);
        effects = new ArrayList<>();
        return taken;
    }
}
