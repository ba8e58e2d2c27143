package dev.meridian.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Ack;
import dev.meridian.proto.v1.Append;
import dev.meridian.proto.v1.Error;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.proto.v1.SignedHead;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PeekTest {
    private static ByteBuffer bytes(Frame.Builder frame) {
        return ByteBuffer.wrap(frame.build().toByteArray());
    }

    @Test
    void countsReceiptsOfAnAckAndOfNothingElse() {
        Receipt receipt = Receipt.newBuilder().setPos(1_000_000).build();
        Ack ack = Ack.newBuilder().addReceipts(receipt).addReceipts(receipt).build();

        assertThat(Peek.receipts(bytes(Frame.newBuilder().setAck(ack)))).isEqualTo(2);
        assertThat(Peek.items(bytes(Frame.newBuilder().setAck(ack)))).isZero();
    }

    @Test
    void readsItemsAndPositionOfAnAppend() {
        Head head = Head.newBuilder().setGen(77).setPos(123_456).build();
        Append append = Append.newBuilder()
                .addItems(LogItem.newBuilder().setItem(ByteString.copyFrom(new byte[500])))
                .addItems(LogItem.getDefaultInstance())
                .addItems(LogItem.getDefaultInstance())
                .setHead(SignedHead.newBuilder().setHead(head.toByteString()))
                .build();
        ByteBuffer frame = bytes(Frame.newBuilder().setAppend(append));

        assertThat(Peek.items(frame)).isEqualTo(3);
        assertThat(Peek.position(frame)).isEqualTo(123_456);
        assertThat(Peek.isRefusal(frame)).isFalse();
    }

    @Test
    void knowsARefusal() {
        assertThat(Peek.isRefusal(
                        bytes(Frame.newBuilder().setError(Error.newBuilder().setMessage("no")))))
                .isTrue();
    }
}
