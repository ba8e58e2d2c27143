package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.id.CardId;
import dev.meridian.model.team.Member;
import dev.meridian.model.value.Position;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.trust.InviteLink;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A relay that lost its data gets it back from whoever comes. */
class RefillTest extends RelayTest {

    @Test
    void theFounderRefillsAWipedRelay_STORE9() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        CardId card = board.addCard("Launch", Position.ORIGIN);
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        ada.sync();
        long position = ada.status().position();
        relay.wipe();
        relay.start();
        board.setTitle(card, "Launch later");

        SyncReport report = ada.sync();

        assertThat(report.restored()).isEqualTo(position);
        assertThat(report.position()).isEqualTo(position + 1);
        ben.sync();
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
        assertThat(ada.verify().problems()).isEmpty();
        assertThat(ben.verify().problems()).isEmpty();
    }

    @Test
    void anotherMemberRefillsAWipedRelayAndWhoKnewMoreAddsIt_STORE9() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle ours = ada.createBoard("Roadmap");
        CardId card = ours.addCard("Launch", Position.ORIGIN);
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        BoardHandle theirs = ben.board(ours.id());
        ours.setTitle(card, "Only Ada and the relay know");
        ada.sync();
        relay.wipe();
        relay.start();
        CardId bens = theirs.addCard("Ben's, after the loss", Position.ORIGIN);

        SyncReport first = ben.sync();
        SyncReport second = ada.sync();
        ben.sync();

        assertThat(first.restored()).isPositive();
        assertThat(second.restored()).isEqualTo(1);
        assertThat(theirs.card(card).orElseThrow().title()).isEqualTo("Only Ada and the relay know");
        assertThat(ours.card(bens)).isPresent();
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
        assertThat(ada.verify().problems()).isEmpty();
        assertThat(ben.verify().problems()).isEmpty();
        assertThat(ada.status().outboxItems()).isZero();
    }

    @Test
    void aMemberWhoseJoiningCameSecondAfterALossIsAMemberAgain_GEN9() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle ours = ada.createBoard("Roadmap");
        InviteLink link = ada.invite(Role.ROLE_EDITOR, 2, Duration.ofDays(1));
        ada.sync();
        relay.stop();
        relay.backUp(directory.resolve("backup"));
        relay.start();
        Workspace ben = homes.open("ben").join(link, "Ben", Homes.AUCKLAND);
        CardId bens = ben.board(ours.id()).addCard("Ben's", Position.ORIGIN);
        ben.sync();
        relay.restore(directory.resolve("backup"));
        relay.start();
        Workspace eve = homes.open("eve").join(link, "Eve", Homes.ZURICH);

        ben.sync();
        eve.sync();
        ada.sync();

        assertThat(ada.team().members()).extracting(Member::name).containsExactly("Ada", "Ben", "Eve");
        assertThat(ours.card(bens)).isPresent();
        assertThat(ben.status().refused()).isEmpty();
        assertThat(ben.status().outboxItems()).isZero();
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
        assertThat(Homes.json(eve)).isEqualTo(Homes.json(ada));
        assertThat(ben.verify().problems()).isEmpty();
    }

    @Test
    void aRelayThatIsWipedAgainAndAgainLosesNothing_STORE9() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle ours = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        BoardHandle theirs = ben.board(ours.id());
        for (int round = 0; round < 4; round++) {
            ours.addCard("Ada's " + round, Position.ORIGIN);
            theirs.addCard("Ben's " + round, Position.ORIGIN);
            (round % 2 == 0 ? ada : ben).sync();
            relay.wipe();
            relay.start();
            (round % 2 == 0 ? ben : ada).sync();
        }
        ada.sync();
        ben.sync();
        ada.sync();

        Workspace eve =
                homes.open("eve").join(ada.invite(Role.ROLE_EDITOR, 1, Duration.ofDays(1)), "eve", Homes.ZURICH);
        ada.sync();
        ben.sync();

        assertThat(ours.snapshot().cards()).hasSize(8);
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
        assertThat(Homes.json(eve)).isEqualTo(Homes.json(ada));
        assertThat(eve.verify().problems()).isEmpty();
    }
}
