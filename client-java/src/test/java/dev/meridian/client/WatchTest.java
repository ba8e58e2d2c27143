package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.client.WorkspaceEvent.Changed;
import dev.meridian.client.WorkspaceEvent.Origin;
import dev.meridian.client.WorkspaceStatus.Connection;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.CardId;
import dev.meridian.model.value.Position;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Live connections. */
class WatchTest extends RelayTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void whatOneDoesTheOtherSees() {
        Workspace ada = homes.found(relay);
        BoardHandle ours = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        BoardHandle theirs = ben.board(ours.id());
        assertThat(theirs.snapshot().exists()).isTrue();
        Recorder seen = Recorder.of(ben);
        Watch adas = ada.watch();
        Watch bens = ben.watch();
        CardId card = ours.addCard("Launch", Position.ORIGIN);

        await().atMost(SOON).until(() -> theirs.card(card).isPresent());
        await().atMost(SOON)
                .until(() -> seen.saw(event -> event instanceof Changed changed
                        && changed.origin() == Origin.LOG
                        && changed.events().stream().anyMatch(each -> each instanceof Event.Added)));
        await().atMost(SOON).until(() -> ada.status().outboxChanges() == 0);
        adas.close();
        bens.close();
        assertThat(seen.threads).allMatch(name -> name.equals("meridian-events-" + ben.id()));
    }

    @Test
    void clientsResumeByThemselvesWhenTheRelayIsBack() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle ours = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        BoardHandle theirs = ben.board(ours.id());
        Watch adas = ada.watch();
        Watch bens = ben.watch();
        await().atMost(SOON).until(() -> ada.status().connection() == Connection.LIVE);
        relay.stop();
        CardId adas2 = ours.addCard("Ada's", Position.ORIGIN);
        CardId bens2 = theirs.addCard("Ben's", Position.ORIGIN);
        await().atMost(SOON).until(() -> ada.status().connection() == Connection.WAITING);

        relay.start();

        await().atMost(SOON)
                .until(() -> ours.card(bens2).isPresent() && theirs.card(adas2).isPresent());
        await().atMost(SOON)
                .until(() -> ada.status().outboxChanges() == 0 && ben.status().outboxChanges() == 0);
        adas.close();
        bens.close();
        await().atMost(SOON).until(() -> ada.status().connection() == Connection.OFFLINE);
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
    }

    @Test
    void aSubscriberMayCallTheWorkspace() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        AtomicInteger cards = new AtomicInteger();
        ada.changes().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(WorkspaceEvent event) {
                cards.set(board.snapshot().cards().size());
            }

            @Override
            public void onError(Throwable failure) {
                throw new AssertionError(failure);
            }

            @Override
            public void onComplete() {
                cards.set(-1);
            }
        });

        board.addCard("Launch", Position.ORIGIN);

        await().atMost(SOON).until(() -> cards.get() == 1);
    }

    @Test
    void closingCompletesSubscribers() {
        Workspace ada = homes.found(relay);
        Recorder seen = Recorder.of(ada);

        ada.close();

        await().atMost(SOON).until(() -> seen.completed);
    }
}
