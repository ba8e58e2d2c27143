package dev.meridian.model.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.team.Team;
import dev.meridian.model.team.TeamDocument;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {

    private static final List<String> NAMES = List.of("Anna", "Anna Berg", "Ben", "Zoë", "Ben");

    private static Team team() {
        try (Peer<Team, TeamIntent> peer = new Peer<>(1, TeamDocument::open)) {
            peer.apply(new TeamIntent.Create("Harbour"));
            for (int i = 0; i < NAMES.size(); i++) {
                peer.apply(new TeamIntent.AddMember(Talk.member(i), NAMES.get(i), "Europe/Zurich"));
            }
            return peer.snapshot();
        }
    }

    /** Members by their place in the list of names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Anna look | 0",
                "@Anna Berg, look | 1",
                "@Anna Bergman? | 0",
                "@Annabel | ''",
                "(@anna BERG) | 1",
                "@Ben | 2 4",
                "@ZOË! | 3",
                "mail anna@Ben.example | ''",
                "@Ben @Anna | 0 2 4",
                "`@Ben` and ``@Anna`` | ''",
                "@nobody | ''",
                "@ | ''",
                "@@Anna | 0",
            })
    void theLongestNameOfAMemberCounts_DISC_12(String text, String members) {
        List<MemberId> expected = members.isEmpty()
                ? List.of()
                : List.of(members.split(" ")).stream()
                        .map(Integer::parseInt)
                        .map(Talk::member)
                        .toList();
        assertThat(Mentions.in(text, team())).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(Mentions.in("```\n" + text + "\n```\n", team())).isEmpty();
    }
}
