package dev.meridian.model.automerge;

import static dev.meridian.model.automerge.ChangeWriter.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.automerge.ChangeWriter.Op;
import dev.meridian.model.automerge.Refusal.Reason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of docs/spec/gate.md that need the document. Whatever is refused leaves no trace. */
final class AdmissionTest {

    private static final ActorId ME = ActorId.ofHex("33".repeat(24));
    private static final ActorId ANN = ActorId.ofHex("a0".repeat(24));
    private static final ActorId BOB = ActorId.ofHex("b0".repeat(24));

    // The base: Ann's first change makes a map with a key, a text with two characters, and overwrites a key once.
    private static final OpId MAP = new OpId(1, ANN);
    private static final OpId KEY = new OpId(2, ANN);
    private static final OpId TEXT = new OpId(3, ANN);
    private static final OpId FIRST = new OpId(4, ANN);
    private static final OpId SECOND = new OpId(5, ANN);
    private static final OpId OTHER_TEXT = new OpId(6, ANN);
    private static final OpId OVERWRITTEN = new OpId(7, ANN);
    private static final int AFTER_BASE = 9;

    private final byte[] base = new ChangeWriter(ANN)
            .op(Op.make(null, "map", ChangeWriter.MAKE_MAP))
            .op(Op.put(MAP, "key", 1))
            .op(Op.make(null, "text", ChangeWriter.MAKE_TEXT))
            .op(Op.insert(TEXT, HEAD, "a"))
            .op(Op.insert(TEXT, FIRST, "b"))
            .op(Op.make(null, "other", ChangeWriter.MAKE_TEXT))
            .op(Op.put(null, "over", 1))
            .op(Op.put(null, "over", 2, OVERWRITTEN))
            .chunk();
    private final ChangeHash baseHash = ChangeWriter.hash(base);

    private Replica replica;

    AdmissionTest() {
        replica = Replica.create(ME);
    }

    @BeforeEach
    void applyBase() {
        assertThat(apply(ANN, base)).isInstanceOf(ChangeOutcome.Accepted.class);
    }

    @AfterEach
    void close() {
        replica.close();
    }

    private ChangeOutcome apply(ActorId author, byte[] chunk) {
        return replica.apply(List.of(new Incoming(author.device(), chunk)))
                .outcomes()
                .getFirst();
    }

    private ChangeWriter ann() {
        return new ChangeWriter(ANN).seq(2).after(baseHash).startOp(AFTER_BASE);
    }

    private ChangeWriter bob() {
        return new ChangeWriter(BOB).after(baseHash).startOp(AFTER_BASE);
    }

    private void assertAccepted(ActorId author, ChangeWriter change) {
        assertThat(apply(author, change.chunk())).isInstanceOf(ChangeOutcome.Accepted.class);
    }

    private void assertRefused(ActorId author, ChangeWriter change, Reason reason) {
        var before = BareAutomerge.content(replica);
        var heads = replica.heads();
        assertThat(apply(author, change.chunk()))
                .isInstanceOfSatisfying(
                        ChangeOutcome.Refused.class,
                        refused -> assertThat(refused.refusal().reason())
                                .as(refused.refusal().detail())
                                .isEqualTo(reason));
        assertThat(BareAutomerge.content(replica)).isEqualTo(before);
        assertThat(replica.heads()).isEqualTo(heads);
    }

    @Test
    void honestChangesAreAccepted() {
        assertAccepted(
                BOB,
                bob().op(Op.put(MAP, "key", 2, KEY))
                        .op(Op.insert(TEXT, SECOND, "c"))
                        .op(Op.deleteElement(TEXT, FIRST)));
        assertAccepted(ANN, ann().op(Op.put(MAP, "key", 3, KEY)).op(Op.delete(null, "map", MAP)));
    }

    @Test
    void aDuplicateHasNoEffect_GATE_21() {
        assertThat(apply(ANN, base)).isEqualTo(new ChangeOutcome.Duplicate(baseHash));
        assertThat(apply(ANN, ChangeWriter.deflate(base))).isEqualTo(new ChangeOutcome.Duplicate(baseHash));
        assertThat(replica.changeCount()).isEqualTo(1);
    }

    @Test
    void attack50_foreignActor_GATE_21() {
        assertRefused(BOB, ann().op(Op.put(null, "k", 1)), Reason.FOREIGN_ACTOR);
    }

    @Test
    void attack58_ownActorInjection_GATE_21() {
        assertRefused(
                ME,
                new ChangeWriter(ME).after(baseHash).startOp(AFTER_BASE).op(Op.put(null, "k", 1)),
                Reason.OWN_ACTOR);
    }

    @Test
    void attack51_sequenceGap_GATE_23() {
        assertRefused(ANN, ann().seq(3).op(Op.put(null, "k", 1)), Reason.BAD_SEQUENCE);
    }

    @Test
    void attack52_sequenceFork_GATE_23() {
        assertAccepted(ANN, ann().op(Op.put(null, "k", 1)));
        assertRefused(ANN, ann().op(Op.put(null, "k", 2)), Reason.BAD_SEQUENCE);
    }

    @Test
    void attack53_sequenceThatDoesNotDescend_GATE_23() {
        ChangeWriter second = bob().op(Op.put(null, "k", 1));
        assertAccepted(BOB, second);
        assertRefused(ANN, new ChangeWriter(ANN).seq(2).op(Op.put(null, "k", 2)), Reason.BAD_SEQUENCE);
        assertRefused(BOB, bob().seq(2).op(Op.put(null, "k", 2)), Reason.BAD_SEQUENCE);
    }

    @Test
    void attack54_startAtTwo_GATE_23() {
        assertRefused(BOB, bob().seq(2).op(Op.put(null, "k", 1)), Reason.BAD_SEQUENCE);
    }

    @Test
    void attack55_unknownObject_GATE_26() {
        assertRefused(BOB, bob().op(Op.put(new OpId(8, ANN), "k", 1)), Reason.UNKNOWN_OBJECT);
        assertRefused(BOB, bob().op(Op.put(KEY, "k", 1)), Reason.UNKNOWN_OBJECT);
        assertRefused(BOB, bob().op(Op.put(new OpId(1, ME), "k", 1)), Reason.UNKNOWN_OBJECT);
        assertRefused(BOB, bob().op(Op.put(new OpId(1, BOB), "k", 1)), Reason.UNKNOWN_OBJECT);
        ChangeWriter own = bob();
        OpId put = own.next();
        assertRefused(BOB, own.op(Op.put(null, "k", 1)).op(Op.put(put, "k", 1)), Reason.UNKNOWN_OBJECT);
    }

    @Test
    void attack56_lowStartOp_GATE_24() {
        assertRefused(BOB, bob().startOp(AFTER_BASE - 1).op(Op.put(null, "k", 1)), Reason.BAD_START_OP);
        assertRefused(BOB, bob().startOp(1).op(Op.put(null, "k", 1)), Reason.BAD_START_OP);
    }

    @Test
    void aHighStartOpThatUsesUpTheCountersIsRefused_GATE_24() {
        assertRefused(BOB, bob().startOp(AFTER_BASE + 1).op(Op.put(null, "k", 1)), Reason.BAD_START_OP);
        assertRefused(BOB, bob().startOp(Integer.MAX_VALUE - 1).op(Op.put(null, "k", 1)), Reason.BAD_START_OP);
    }

    @Test
    void unknownDependency_GATE_22() {
        assertRefused(
                BOB,
                bob().after(ChangeHash.ofHex("77".repeat(32))).op(Op.put(null, "k", 1)),
                Reason.MISSING_DEPENDENCY);
    }

    @Test
    void anActorThatIsHereButNotInThePastIsRefused_GATE_25() {
        ChangeWriter concurrent = bob();
        OpId bobsMap = concurrent.next();
        assertAccepted(BOB, concurrent.op(Op.make(null, "bob", ChangeWriter.MAKE_MAP)));
        assertRefused(ANN, ann().startOp(AFTER_BASE + 1).op(Op.put(bobsMap, "k", 1)), Reason.BAD_START_OP);
        // Ann may know Bob's next id before she has seen his change: ids are predictable.
        ChangeWriter more = ann().op(Op.put(null, "k", 1)).op(Op.put(bobsMap, "k", 1));
        assertRefused(ANN, more, Reason.UNKNOWN_OBJECT);
    }

    @Test
    void whatIsHereButNotInThePastIsRefused_GATE_20() {
        ChangeWriter first = bob().op(Op.put(null, "b", 1));
        assertAccepted(BOB, first);
        ChangeHash firstHash = ChangeWriter.hash(first.chunk());
        ChangeWriter second = new ChangeWriter(BOB).seq(2).after(firstHash).startOp(AFTER_BASE + 1);
        OpId bobsMap = second.next();
        second.op(Op.make(null, "bob", ChangeWriter.MAKE_MAP));
        assertAccepted(BOB, second);
        // Ann has seen Bob's first change and not his second, whose map she writes to.
        ChangeWriter change =
                new ChangeWriter(ANN).seq(2).after(baseHash, firstHash).startOp(AFTER_BASE + 1);
        change.op(Op.put(null, "x", 1)).op(Op.put(bobsMap, "k", 1));
        assertRefused(ANN, change, Reason.UNKNOWN_OBJECT);
        ChangeWriter replacing =
                new ChangeWriter(ANN).seq(2).after(baseHash, firstHash).startOp(AFTER_BASE + 1);
        replacing.op(Op.put(null, "x", 1)).op(Op.put(null, "bob", 1, bobsMap));
        assertRefused(ANN, replacing, Reason.UNKNOWN_OBJECT);
        assertAccepted(
                ANN,
                new ChangeWriter(ANN)
                        .seq(2)
                        .after(ChangeWriter.hash(second.chunk()))
                        .startOp(AFTER_BASE + 2)
                        .op(Op.put(null, "bob", 1, bobsMap)));
    }

    @Test
    void replacingWhatIsElsewhere_GATE_27() {
        for (OpId pred : List.of(KEY, MAP, TEXT, FIRST, new OpId(8, BOB))) {
            assertRefused(BOB, bob().op(Op.put(null, "fresh", 1, pred)), Reason.UNKNOWN_OBJECT);
        }
        assertRefused(BOB, bob().op(Op.delete(null, "map", KEY)), Reason.UNKNOWN_OBJECT);
        assertRefused(BOB, bob().op(Op.put(MAP, "map", 1, MAP)), Reason.UNKNOWN_OBJECT);
    }

    @Test
    void replacingWhatWasReplacedBefore_isOnlyLate_GATE_27() {
        assertAccepted(BOB, bob().op(Op.put(null, "over", 3, OVERWRITTEN)));
        assertThat(replica.tree().at(ObjectId.ROOT, "over").entries())
                .extracting(Register.Entry::value)
                .containsExactly(Value.of(3), Value.of(2));
    }

    @Test
    void deletionsCannotBeReplaced_GATE_27() {
        ChangeWriter deleting = ann();
        OpId deletion = deleting.next();
        assertAccepted(ANN, deleting.op(Op.delete(MAP, "key", KEY)));
        assertRefused(
                BOB,
                new ChangeWriter(BOB)
                        .after(ChangeWriter.hash(deleting.chunk()))
                        .startOp(AFTER_BASE + 1)
                        .op(Op.put(MAP, "key", 1, deletion)),
                Reason.UNKNOWN_OBJECT);
    }

    @Test
    void charactersOfNowhereOrOfAnotherText_GATE_28() {
        for (OpId element : List.of(KEY, TEXT, MAP, new OpId(8, ANN), new OpId(8, BOB))) {
            assertRefused(BOB, bob().op(Op.insert(TEXT, element, "x")), Reason.UNKNOWN_OBJECT);
            assertRefused(BOB, bob().op(Op.deleteElement(TEXT, element)), Reason.UNKNOWN_OBJECT);
        }
        assertRefused(BOB, bob().op(Op.insert(OTHER_TEXT, FIRST, "x")), Reason.UNKNOWN_OBJECT);
        assertRefused(BOB, bob().op(Op.deleteElement(OTHER_TEXT, FIRST)), Reason.UNKNOWN_OBJECT);
    }

    @Test
    void keysOfTextsAndElementsOfMaps_GATE_26() {
        assertRefused(BOB, bob().op(Op.put(TEXT, "k", 1)), Reason.UNSUPPORTED);
        assertRefused(BOB, bob().op(Op.insert(MAP, HEAD, "x")), Reason.UNSUPPORTED);
        assertRefused(
                BOB, bob().op(new Op(null, null, HEAD, true, ChangeWriter.PUT, "x", List.of())), Reason.UNSUPPORTED);
    }

    @Test
    void objectsTooDeep_GATE_29() {
        ChangeWriter deep = bob();
        OpId at = deep.next();
        deep.op(Op.make(null, "d", ChangeWriter.MAKE_MAP));
        for (int depth = 1; depth < GateCaps.DEFAULT.depthMax(); depth++) {
            OpId next = deep.next();
            deep.op(Op.make(at, "d", ChangeWriter.MAKE_MAP));
            at = next;
        }
        OpId tooDeep = at;
        assertRefused(BOB, deeper(deep, tooDeep), Reason.TOO_LARGE);
    }

    private ChangeWriter deeper(ChangeWriter deep, OpId at) {
        byte[] within = deep.chunk();
        try (Replica other = Replica.create(ME)) {
            List<Incoming> both = List.of(new Incoming(ANN.device(), base), new Incoming(BOB.device(), within));
            assertThat(other.apply(both).outcomes()).allMatch(ChangeOutcome.Accepted.class::isInstance);
        }
        return deep.op(Op.make(at, "d", ChangeWriter.MAKE_MAP));
    }

    @Test
    void tooManyOperationsOnOneKeyOrAtSeparatePlaces_GATE_30() {
        GateCaps caps = GateCaps.DEFAULT;
        ChangeWriter keys = bob();
        for (int i = 0; i <= caps.sameKeyMax(); i++) {
            keys.op(Op.put(null, "k", i));
        }
        assertRefused(BOB, keys, Reason.TOO_LARGE);
        ChangeWriter runs = bob();
        for (int i = 0; i <= caps.insertRunsMax(); i++) {
            runs.op(Op.insert(TEXT, FIRST, "x"));
        }
        assertRefused(BOB, runs, Reason.TOO_LARGE);
        ChangeWriter one = bob();
        OpId at = SECOND;
        for (int i = 0; i < caps.opsMax(); i++) {
            OpId next = one.next();
            one.op(Op.insert(TEXT, at, "x"));
            at = next;
        }
        assertAccepted(BOB, one);
    }

    @Test
    void aRefusedChangeDoesNotStopTheOthers_unlessTheyBuildOnIt() {
        ChangeWriter bad = bob().op(Op.put(KEY, "k", 1));
        ChangeWriter good = ann().op(Op.put(null, "k", 1));
        ChangeWriter onBad = new ChangeWriter(BOB)
                .seq(2)
                .after(ChangeWriter.hash(bad.chunk()))
                .startOp(AFTER_BASE + 1)
                .op(Op.put(null, "x", 1));
        List<ChangeOutcome> outcomes = replica.apply(List.of(
                        new Incoming(BOB.device(), bad.chunk()),
                        new Incoming(ANN.device(), good.chunk()),
                        new Incoming(BOB.device(), onBad.chunk())))
                .outcomes();
        assertThat(outcomes.get(0)).isInstanceOf(ChangeOutcome.Refused.class);
        assertThat(outcomes.get(1)).isInstanceOf(ChangeOutcome.Accepted.class);
        assertThat(outcomes.get(2)).isInstanceOf(ChangeOutcome.Refused.class);
    }

    @Test
    void manyHeadsAndActorsCanStillBeMerged() {
        byte[][] heads = new byte[300][];
        for (int i = 0; i < heads.length; i++) {
            ActorId actor = new ActorId(7, 7, i);
            heads[i] = new ChangeWriter(actor)
                    .after(baseHash)
                    .startOp(AFTER_BASE)
                    .op(Op.put(null, "k", i))
                    .chunk();
            assertThat(apply(actor, heads[i])).isInstanceOf(ChangeOutcome.Accepted.class);
        }
        assertThat(replica.tree().at(ObjectId.ROOT, "k").size()).isEqualTo(heads.length);
        LocalChange merge =
                replica.edit(edit -> edit.put(ObjectId.ROOT, "k", "picked")).orElseThrow();
        assertThat(merge.change().deps()).hasSize(heads.length);
        assertThat(replica.tree().at(ObjectId.ROOT, "k").entries()).hasSize(1);
        try (BareAutomerge bare = new BareAutomerge()) {
            bare.apply(base);
            Arrays.stream(heads).forEach(bare::apply);
            bare.apply(merge.change().chunk());
            assertThat(bare.content()).isEqualTo(BareAutomerge.content(replica));
            BareAutomerge.load(bare.save()).close();
        }
    }
}
