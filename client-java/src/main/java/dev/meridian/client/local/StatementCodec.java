package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.decision.Act;
import dev.meridian.model.decision.Revision;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import dev.meridian.proto.v1.Dismiss;
import dev.meridian.proto.v1.Excuse;
import dev.meridian.proto.v1.Nothing;
import dev.meridian.proto.v1.Revise;
import dev.meridian.proto.v1.Statement;
import dev.meridian.proto.v1.Vote;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeSet;

/** Acts in the words of the log and in those of the model. What does not fit the model says nothing, to everybody alike. */
public final class StatementCodec {
    private static final Nothing NOTHING = Nothing.getDefaultInstance();

    private StatementCodec() {}

    /** An act, for the log. */
    public static Statement statement(
            StatementId id, DocumentId decision, Revision revision, Instant claimed, Act act) {
        Statement.Builder statement = Statement.newBuilder()
                .setId(bytes(id.hex()))
                .setDecision(bytes(decision.hex()))
                .setClaimedMs(claimed.toEpochMilli());
        revision.heads().forEach(head -> statement.addHeads(ByteString.copyFrom(head.bytes())));
        switch (act) {
            case Act.Open open -> statement.setOpen(TermsCodec.terms(open.terms()));
            case Act.Acknowledge acknowledge -> statement.setAcknowledge(NOTHING);
            case Act.Consent consent -> statement.setConsent(NOTHING);
            case Act.Raise raise -> statement.setObject(raise.reason());
            case Act.StandAside aside -> statement.setStandAside(NOTHING);
            case Act.Abstain abstain -> statement.setAbstain(NOTHING);
            case Act.Vote vote -> {
                Vote.Builder said = Vote.newBuilder();
                vote.option().ifPresent(said::setOption);
                statement.setVote(said);
            }
            case Act.Resolve resolve ->
                statement.setResolve(bytes(resolve.objection().hex()));
            case Act.Dismiss dismiss ->
                statement.setDismiss(Dismiss.newBuilder()
                        .setObjection(bytes(dismiss.objection().hex()))
                        .setReason(dismiss.reason()));
            case Act.Revise revise -> statement.setRevise(Revise.newBuilder().setMaterial(revise.material()));
            case Act.MarkMaterial mark ->
                statement.setMarkMaterial(bytes(mark.revise().hex()));
            case Act.PickRevision pick ->
                statement.setPickRevision(bytes(pick.revise().hex()));
            case Act.Withdraw withdraw -> statement.setWithdraw(withdraw.reason());
            case Act.Extend extend -> statement.setExtendMs(extend.until().toEpochMilli());
            case Act.Excuse excuse ->
                statement.setExcuse(Excuse.newBuilder()
                        .setMember(bytes(excuse.member().hex()))
                        .setReason(excuse.reason()));
            case Act.Away away -> statement.setAway(away.days().toString());
            case Act.CallVote call -> statement.setCallVote(NOTHING);
            case Act.Reopen reopen -> statement.setReopen(reopen.reason());
            case Act.Second second ->
                statement.setSecond(bytes(second.reopening().hex()));
            case Act.ReviewOn review -> statement.setReviewOn(review.date().toString());
            case Act.Supersede supersede ->
                statement.setSupersede(bytes(supersede.decision().hex()));
        }
        return statement.build();
    }

    /** What a statement says; empty where that is nothing that there is. */
    public static Optional<Act> act(Statement statement) {
        try {
            return Optional.of(read(statement));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The revision that it speaks of. */
    public static Revision revision(Statement statement) {
        TreeSet<ChangeHash> heads = new TreeSet<>();
        statement.getHeadsList().forEach(head -> heads.add(ChangeHash.of(head.toByteArray())));
        return new Revision(heads);
    }

    private static Act read(Statement statement) {
        return switch (statement.getActCase()) {
            case OPEN -> new Act.Open(TermsCodec.terms(statement.getOpen()));
            case ACKNOWLEDGE -> new Act.Acknowledge();
            case CONSENT -> new Act.Consent();
            case OBJECT -> new Act.Raise(statement.getObject());
            case STAND_ASIDE -> new Act.StandAside();
            case ABSTAIN -> new Act.Abstain();
            case VOTE -> vote(statement.getVote());
            case RESOLVE -> new Act.Resolve(id(statement.getResolve()));
            case DISMISS ->
                new Act.Dismiss(
                        id(statement.getDismiss().getObjection()),
                        statement.getDismiss().getReason());
            case REVISE -> new Act.Revise(statement.getRevise().getMaterial());
            case MARK_MATERIAL -> new Act.MarkMaterial(id(statement.getMarkMaterial()));
            case PICK_REVISION -> new Act.PickRevision(id(statement.getPickRevision()));
            case WITHDRAW -> new Act.Withdraw(statement.getWithdraw());
            case EXTEND_MS -> new Act.Extend(Instant.ofEpochMilli(statement.getExtendMs()));
            case EXCUSE ->
                new Act.Excuse(
                        new MemberId(hex(statement.getExcuse().getMember())),
                        statement.getExcuse().getReason());
            case AWAY -> new Act.Away(days(statement.getAway()));
            case CALL_VOTE -> new Act.CallVote();
            case REOPEN -> new Act.Reopen(statement.getReopen());
            case SECOND -> new Act.Second(id(statement.getSecond()));
            case REVIEW_ON -> new Act.ReviewOn(LocalDate.parse(statement.getReviewOn()));
            case SUPERSEDE -> new Act.Supersede(new DocumentId(hex(statement.getSupersede())));
            case ACT_NOT_SET -> throw new IllegalArgumentException("no act");
        };
    }

    private static Act vote(Vote vote) {
        return new Act.Vote(vote.hasOption() ? Optional.of(vote.getOption()) : Optional.empty());
    }

    private static DayRange days(String text) {
        return DayRange.parse(text).orElseThrow(() -> new IllegalArgumentException("no days: " + text));
    }

    /** An id of the model, for the log. */
    public static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    /** An id of the log, for the model. */
    public static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static StatementId id(ByteString bytes) {
        return new StatementId(hex(bytes));
    }
}
