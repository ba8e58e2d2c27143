package dev.meridian.bench.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.meridian.proto.v1.Ack;
import dev.meridian.proto.v1.Append;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.SignedHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * What a load generator must know of a frame, read without making objects of it: on two cores every microsecond spent here
 * is one that the relay does not have.
 */
public final class Peek {
    private Peek() {}

    /** How many receipts an Ack carries; 0 if the frame is none. */
    public static int receipts(ByteBuffer frame) {
        return read(frame, Frame.ACK_FIELD_NUMBER, ack -> count(ack, Ack.RECEIPTS_FIELD_NUMBER));
    }

    /** How many items an Append carries; 0 if the frame is none. */
    public static int items(ByteBuffer frame) {
        return read(frame, Frame.APPEND_FIELD_NUMBER, append -> count(append, Append.ITEMS_FIELD_NUMBER));
    }

    private static int count(CodedInputStream message, int field) throws IOException {
        int count = 0;
        for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == field) {
                count++;
            }
            message.skipField(tag);
        }
        return count;
    }

    /** The position of the head that an Append carries; 0 if the frame is none, or has no head. */
    public static long position(ByteBuffer frame) {
        return read(frame, Frame.APPEND_FIELD_NUMBER, append -> {
            long pos = 0;
            for (int tag = append.readTag(); tag != 0; tag = append.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == Append.HEAD_FIELD_NUMBER) {
                    pos = inside(append, Peek::signedPosition);
                } else {
                    append.skipField(tag);
                }
            }
            return pos;
        });
    }

    /** Whether the frame is an Error or a GoAway: then the figure is worth nothing. */
    public static boolean isRefusal(ByteBuffer frame) {
        int field = WireFormat.getTagFieldNumber(frame.get(frame.position()) & 0x7f);
        return field == Frame.ERROR_FIELD_NUMBER || field == Frame.GO_AWAY_FIELD_NUMBER;
    }

    private static long signedPosition(CodedInputStream signed) throws IOException {
        long pos = 0;
        for (int tag = signed.readTag(); tag != 0; tag = signed.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == SignedHead.HEAD_FIELD_NUMBER) {
                pos = inside(signed, Peek::headPosition);
            } else {
                signed.skipField(tag);
            }
        }
        return pos;
    }

    private static long headPosition(CodedInputStream head) throws IOException {
        long pos = 0;
        for (int tag = head.readTag(); tag != 0; tag = head.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == Head.POS_FIELD_NUMBER) {
                pos = head.readUInt64();
            } else {
                head.skipField(tag);
            }
        }
        return pos;
    }

    private interface Reader<T> {
        T read(CodedInputStream in) throws IOException;
    }

    private static <T extends Number> T read(ByteBuffer frame, int field, Reader<T> reader) {
        CodedInputStream in =
                CodedInputStream.newInstance(frame.array(), frame.arrayOffset() + frame.position(), frame.remaining());
        try {
            int tag = in.readTag();
            return WireFormat.getTagFieldNumber(tag) == field
                    ? inside(in, reader)
                    : reader.read(CodedInputStream.newInstance(new byte[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T inside(CodedInputStream in, Reader<T> reader) throws IOException {
        int limit = in.pushLimit(in.readRawVarint32());
        T result = reader.read(in);
        in.popLimit(limit);
        return result;
    }
}
