package dev.meridian.model.formats;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A file that was read as UTF-8.
 *
 * @param file as errors name it
 * @param text without a byte order mark
 */
public record SourceText(String file, String text) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Reads strictly: a byte that is not UTF-8 is an error with its line, never a replacement character.
     *
     * @throws BadInput where the file is too large or not UTF-8
     */
    public static SourceText decode(String file, byte[] bytes, FormatLimits limits) throws BadInput {
        if (bytes.length > limits.fileBytesMax()) {
            throw new BadInput(
                    file,
                    "the file has " + bytes.length + " bytes, and at most " + limits.fileBytesMax() + " are read");
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            throw new BadInput(file, Mark.START, "the file is UTF-16, not UTF-8; save it as UTF-8");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult end = decoder.decode(in, out, true);
        out.flip();
        if (end.isError()) {
            Mark at = markAt(out.toString(), out.length());
            throw new BadInput(
                    file,
                    at,
                    String.format("the byte 0x%02X is not UTF-8; save the file as UTF-8", bytes[in.position()]));
        }
        String text = out.toString();
        return new SourceText(file, text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text);
    }

    public BadInput bad(Mark at, String reason) {
        return new BadInput(file, at, reason);
    }

    /** Line and column of an offset. Lines end at LF, CRLF or CR. */
    public Mark mark(int offset) {
        return markAt(text, offset);
    }

    private static Mark markAt(String text, int offset) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            char c = text.charAt(i);
            boolean lineEnd = c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'));
            if (lineEnd) {
                line++;
                start = i + 1;
            }
        }
        return new Mark(line, offset - start + 1);
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }
}
