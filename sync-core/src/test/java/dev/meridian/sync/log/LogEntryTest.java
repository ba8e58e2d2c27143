package dev.meridian.sync.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Entry;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LogEntryTest {
    private static final ByteString ITEM = ByteString.copyFromUtf8("an item");
    private static final DocumentId DOCUMENT = DocumentId.parse("0123456789abcdef0123456789abcdef");

    @Test
    void everyKindReadsBackAsItWasWritten_LOG2() {
        List<LogEntry> entries = List.of(
                LogEntry.member(1, 5, ITEM), LogEntry.envelope(2, 5, ITEM, DOCUMENT), LogEntry.tick(Long.MAX_VALUE, 6));

        for (LogEntry entry : entries) {
            assertThat(LogEntry.parse(entry.bytes())).contains(entry);
        }
    }

    @Test
    void knowsWhichItemItIsOf_LOG2() {
        assertThat(LogEntry.member(1, 5, ITEM).isOf(ITEM)).isTrue();
        assertThat(LogEntry.envelope(1, 5, ITEM, DOCUMENT).isOf(ITEM.concat(ITEM)))
                .isFalse();
        assertThat(LogEntry.tick(1, 5).isOf(ByteString.EMPTY)).isTrue();
        assertThat(LogEntry.tick(1, 5).isOf(ITEM)).isFalse();
    }

    @Test
    void travelsWithExactlyTheBytesThatAreChained_LOG3() {
        LogEntry entry = LogEntry.member(1, 5, ITEM);

        assertThat(entry.withItem(ITEM).getEntry()).isEqualTo(entry.bytes());
        assertThat(entry.withItem(ITEM).getItem()).isEqualTo(ITEM);
    }

    @Test
    void fieldsOfALaterVersionAreKeptInTheChainedBytes_LOG2() throws Exception {
        ByteString withMore = LogEntry.tick(1, 5).bytes().concat(ByteString.copyFrom(new byte[] {(15 << 3), 7}));

        assertThat(LogEntry.parse(withMore).orElseThrow().bytes()).isEqualTo(withMore);
    }

    @Test
    void whatIsNoEntryIsNotRead_LOG2() {
        Entry member = Entry.newBuilder()
                .setPos(1)
                .setRelayMs(5)
                .setKind(EntryKind.ENTRY_KIND_MEMBER)
                .setItemSha256(Sha256.of(ITEM))
                .build();
        Entry envelope = member.toBuilder()
                .setKind(EntryKind.ENTRY_KIND_ENVELOPE)
                .setDoc(DOCUMENT.bytes())
                .build();

        Stream.of(
                        member.toBuilder().setPos(0),
                        member.toBuilder().setPos(-1),
                        member.toBuilder().setRelayMs(-1),
                        member.toBuilder().setKind(EntryKind.ENTRY_KIND_UNSPECIFIED),
                        member.toBuilder().setKindValue(99),
                        member.toBuilder().setKind(EntryKind.ENTRY_KIND_TICK),
                        member.toBuilder().setDoc(DOCUMENT.bytes()),
                        member.toBuilder().setItemSha256(ITEM),
                        envelope.toBuilder().clearDoc(),
                        envelope.toBuilder().clearItemSha256())
                .forEach(broken -> assertThat(LogEntry.parse(broken.build().toByteString()))
                        .as(broken.toString())
                        .isEmpty());
        assertThat(LogEntry.parse(ByteString.copyFromUtf8("\u00ff no protobuf")))
                .isEmpty();
        assertThat(LogEntry.parse(ByteString.EMPTY)).isEmpty();
    }

    @Test
    void noEntryIsMadeOutsideTheLog_LOG2() {
        assertThatThrownBy(() -> LogEntry.tick(0, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogEntry.tick(1, -5)).isInstanceOf(IllegalArgumentException.class);
    }
}
