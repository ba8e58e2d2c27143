package dev.meridian.server.shard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.RelayInput;
import dev.meridian.sync.relay.StoreFault;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a shard is told of appends that ended while it was busy. */
final class SettlementsTest {
    private static final WorkspaceId ONE = new WorkspaceId(ByteString.copyFrom(new byte[32]));
    private static final WorkspaceId OTHER =
            new WorkspaceId(ByteString.copyFrom(new byte[31]).concat(ByteString.copyFrom(new byte[] {1})));
    private static final Mail PAUSE = new Mail.Drain(new CompletableFuture<>());

    private static Mail stored(WorkspaceId workspace, int appends, long ticket) {
        return new Mail.Committed(workspace, appends, 1, new RelayInput.Stored(ticket));
    }

    private static Mail failed(long ticket) {
        return new Mail.Committed(ONE, 1, 1, new RelayInput.StoreFailed(ticket, new StoreFault("full", true)));
    }

    @Test
    void severalSuccessesOfAWorkspaceAreToldAsTheLast() {
        assertThat(Settlements.merged(
                        List.of(stored(ONE, 1, 1), PAUSE, stored(OTHER, 1, 1), stored(ONE, 3, 4), stored(ONE, 1, 5))))
                .containsExactly(stored(ONE, 5, 5), PAUSE, stored(OTHER, 1, 1));
    }

    @Test
    void aFailureKeepsItsPlaceAndWhatCameAroundItIsToldApart() {
        Mail failure = failed(2);
        assertThat(Settlements.merged(List.of(stored(ONE, 1, 1), failure, stored(ONE, 1, 3), stored(ONE, 1, 4))))
                .containsExactly(stored(ONE, 1, 1), failure, stored(ONE, 2, 4));
    }

    @Test
    void anotherAttemptIsAnotherStory() {
        Mail later = new Mail.Committed(ONE, 1, 2, new RelayInput.Stored(2));
        assertThat(Settlements.merged(List.of(stored(ONE, 1, 1), later))).containsExactly(stored(ONE, 1, 1), later);
    }
}
