package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Frontier;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.relay.Team;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Snapshots and attestations as envelopes, and the frontier. Rules SNAP-1, SNAP-4 and SNAP-6 of docs/spec/snapshot.md. */
class SnapshotEnvelopeTest {
    private final Team team = new Team("snapshots");
    private final DeviceKeys editor = team.member(Role.ROLE_EDITOR);
    private final HeadRef place = HeadRef.newBuilder()
            .setGen(3)
            .setPos(9)
            .setChain(Sha256.of(ByteString.copyFromUtf8("nine")))
            .build();
    private final EnvelopeOpener opener = new EnvelopeOpener(team.workspace(), List.of(team.genesis.key()));
    private final EnvelopeSealer owner = new EnvelopeSealer(team.workspace(), team.owner, team.genesis.key());

    private static SnapshotContent content(Frontier... frontier) {
        return new SnapshotContent(
                4,
                9,
                List.of(Sha256.of(ByteString.copyFromUtf8("head"))),
                List.of(frontier),
                ByteString.copyFromUtf8("packed"));
    }

    private Frontier frontier(SealedEnvelope last, ChangeBatch batch) {
        return Frontier.newBuilder()
                .setActor(batch.actor().bytes())
                .setSeq(batch.lastSeq())
                .setHash(batch.lastHash())
                .setHeader(last.header())
                .setPos(5)
                .build();
    }

    private Frontier ofOwner() {
        return frontier(team.envelope(team.owner, 7), team.batch(team.owner, 7));
    }

    @Test
    void aSnapshotOpensAsWhatWasSealed_SNAP1() {
        SnapshotContent content = content(ofOwner());
        SealedEnvelope sealed = owner.snapshot(Team.DOCUMENT, content, place, team.entropy);
        assertThat(opener.open(sealed.bytes(), team.members()))
                .isEqualTo(new Opening.Snapshotted(team.owner.id(), Team.DOCUMENT, place, content));
        assertThat(sealed.core().getAfterPos()).isEqualTo(4);
    }

    @Test
    void aSnapshotEndsWhereItsEnvelopeSays_SNAP1() {
        HeadRef elsewhere = place.toBuilder().setPos(10).build();
        assertThatThrownBy(() -> owner.snapshot(Team.DOCUMENT, content(), elsewhere, team.entropy))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAttestationOpensAndNamesItsSnapshot_SNAP4() {
        SealedEnvelope snapshot = owner.snapshot(Team.DOCUMENT, content(ofOwner()), place, team.entropy);
        SealedEnvelope word = new EnvelopeSealer(team.workspace(), editor, team.genesis.key())
                .attestation(Team.DOCUMENT, snapshot.mark(), place, team.entropy);
        assertThat(word.attested()).contains(snapshot.mark());
        assertThat(opener.open(word.bytes(), team.members()))
                .isEqualTo(new Opening.Attested(editor.id(), Team.DOCUMENT, snapshot.mark()));
    }

    @Test
    void attack71_theAuthorsOwnWordIsRejectedByEveryReader_SNAP4() {
        SealedEnvelope snapshot = owner.snapshot(Team.DOCUMENT, content(ofOwner()), place, team.entropy);
        SealedEnvelope word = owner.attestation(Team.DOCUMENT, snapshot.mark(), place, team.entropy);
        assertThat(SealedEnvelope.verify(word.bytes(), team.members()))
                .isInstanceOfSatisfying(
                        SealedEnvelope.Rejected.class,
                        rejected -> assertThat(rejected.fault()).isEqualTo(Opening.Fault.NOT_ALLOWED));
    }

    @Test
    void aFrontierHoldsWhereTheAuthorSignedThatVeryChange_SNAP6() {
        assertThat(opener.flawOf(ofOwner(), Team.DOCUMENT, team.members())).isEmpty();
    }

    @Test
    void attack70_aForgedFrontierIsFound_SNAP6() {
        Frontier good = ofOwner();
        List<Frontier> forged = List.of(
                good.toBuilder().setSeq(8).build(),
                good.toBuilder()
                        .setHash(Sha256.of(ByteString.copyFromUtf8("other")))
                        .build(),
                good.toBuilder().setActor(team.batch(editor, 7).actor().bytes()).build(),
                good.toBuilder()
                        .setHeader(good.getHeader().toBuilder().setSig(ByteString.copyFrom(new byte[64])))
                        .build(),
                good.toBuilder()
                        .setHeader(team.resigned(team.envelope(team.owner, 7), editor)
                                .header())
                        .build(),
                good.toBuilder()
                        .setHeader(owner.presence(Team.DOCUMENT, ByteString.EMPTY, place, team.entropy)
                                .header())
                        .build());
        assertThat(forged)
                .allSatisfy(frontier -> assertThat(opener.flawOf(frontier, Team.DOCUMENT, team.members()))
                        .isPresent());
        assertThat(opener.flawOf(good, Team.DOCUMENT.comments(), team.members()))
                .isPresent();
    }

    @Test
    void attack70_aFrontierOfSomebodyWhoCouldNotWriteThenIsFound_SNAP6() {
        assertThat(opener.flawOf(
                        frontier(team.envelope(editor, 1), team.batch(editor, 1)),
                        Team.DOCUMENT,
                        new Team("snapshots").members()))
                .isPresent();
    }
}
