package dev.meridian.sync.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Sha256;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ChainTest {
    @Test
    void everyLinkHashesTheSpineTheLinkBeforeAndTheEntry_LOG3() {
        ByteString entry = LogEntry.tick(1, 1_000).bytes();

        ByteString chain = Chain.next(Chain.ZERO, entry);

        assertThat(chain)
                .isEqualTo(Sha256.of(ByteString.copyFromUtf8("meridian/1/spine")
                        .concat(ByteString.copyFrom(new byte[32]))
                        .concat(entry)));
    }

    @Property
    boolean oneOtherBitAnywhereBeforeChangesEveryLinkAfter_LOG3(
            @ForAll @Size(min = 1, max = 8) List<@Size(min = 1, max = 40) byte[]> entries,
            @ForAll @IntRange(max = 7) int index,
            @ForAll @IntRange(max = 319) int bit) {
        int changed = index % entries.size();
        ByteString before = chain(entries);

        byte[] entry = entries.get(changed);
        entry[bit / 8 % entry.length] ^= (byte) (1 << bit % 8);

        return !chain(entries).equals(before);
    }

    private static ByteString chain(List<byte[]> entries) {
        ByteString chain = Chain.ZERO;
        for (byte[] entry : entries) {
            chain = Chain.next(chain, ByteString.copyFrom(entry));
        }
        return chain;
    }
}
