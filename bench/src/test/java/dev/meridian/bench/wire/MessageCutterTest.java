package dev.meridian.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageCutterTest {
    private final List<Integer> lengths = new ArrayList<>();
    private int pings;

    private final MessageCutter.Listener listener = new MessageCutter.Listener() {
        @Override
        public void frame(ByteBuffer payload) {
            lengths.add(payload.remaining());
        }

        @Override
        public void ping() {
            pings++;
        }
    };

    /** Binary messages of all three kinds of length, with a ping between them. */
    private static byte[] stream() {
        ByteBuffer out = ByteBuffer.allocate(100_000);
        out.put((byte) 0x82).put((byte) 5).put(new byte[5]);
        out.put((byte) 0x89).put((byte) 0);
        out.put((byte) 0x82).put((byte) 126).putShort((short) 300).put(new byte[300]);
        out.put((byte) 0x82).put((byte) 127).putLong(70_000).put(new byte[70_000]);
        byte[] all = new byte[out.position()];
        out.flip().get(all);
        return all;
    }

    @Test
    void findsEveryMessageWhereverTheStreamIsSplit() {
        byte[] stream = stream();
        for (int at = 0; at < 320; at++) {
            lengths.clear();
            MessageCutter cutter = new MessageCutter();
            cutter.take(ByteBuffer.wrap(stream, 0, at), listener);
            cutter.take(ByteBuffer.wrap(stream, at, stream.length - at), listener);
            assertThat(lengths).containsExactly(5, 300, 70_000);
        }
        assertThat(pings).isEqualTo(320);
    }

    @Test
    void saysSoWhenTheRelayCloses() {
        MessageCutter cutter = new MessageCutter();
        assertThatThrownBy(() -> cutter.take(ByteBuffer.wrap(new byte[] {(byte) 0x88, 0}), listener))
                .hasMessageContaining("closed");
    }
}
