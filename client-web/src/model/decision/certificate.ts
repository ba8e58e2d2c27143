/** What a round came to, and by what: the same for everybody who has the log, byte for byte (DEC-40). */
import { sha256, toHex, utf8 } from "../../protocol/bytes";
import { type Instant, printInstant } from "../calendar/time";
import type { DocumentId, MemberId, StatementId } from "../ids";
import { type Json, type JsonObject, printCompact, printJson } from "../json";
import { basisOf, type DecisionState, type Due, type Objection, type Outcome, type Standing } from "./decision";
import { stateOf } from "./picture";
import type { Round } from "./round";
import { headsOf, type LogEnd, type Revision } from "./statement";
import type { Rule, Terms } from "./terms";
import { rising, Verdict } from "./verdict";

/** An act that counted, with its receipt. */
export interface CertifiedAct {
  readonly position: number;
  readonly receivedAt: Instant;
  readonly id: StatementId;
  readonly by: MemberId;
  readonly act: string;
}

export interface Certificate {
  readonly round: number;
  readonly revisionNumber: number;
  readonly revision: Revision;
  /** Rising. */
  readonly proposers: readonly MemberId[];
  readonly terms: Terms;
  readonly rule: Rule;
  readonly opened: LogEnd;
  /** As it was in the end. */
  readonly due: Due;
  readonly state: DecisionState;
  /** When it became final, by the relay's receipts. */
  readonly endedAt: Instant;
  readonly people: readonly Standing[];
  readonly objections: readonly Objection[];
  /** What counted, in the order of the log. */
  readonly acts: readonly CertifiedAct[];
}

export function certificateOf(round: Round): Certificate {
  return {
    round: round.number,
    revisionNumber: round.revisionNumber,
    revision: round.revision,
    proposers: rising(round.crew.proposers),
    terms: round.terms,
    rule: round.policy.rule,
    opened: { position: round.startPosition, at: round.startedAt },
    due: round.due,
    state: stateOf(round),
    endedAt: round.endedAt,
    people: new Verdict(round).standings(),
    objections: [...round.objections.values()],
    acts: round.record.map(({ position, receivedAt, id, author, act }) => ({
      position,
      receivedAt,
      id,
      by: author,
      act: act.act,
    })),
  };
}

/** SHA-256 of its canonical form, in hex digits. */
export function certificateSha256(certificate: Certificate, decision: DocumentId): string {
  return toHex(sha256(utf8(printJson(certificateJson(certificate, decision)))));
}

/** Leaves out what is undefined. */
function fields(all: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(all).filter((each): each is [string, Json] => each[1] !== undefined));
}

/** Its canonical form (JSON-1). */
export function certificateJson(certificate: Certificate, decision: DocumentId): JsonObject {
  const { terms, opened, due, state } = certificate;
  const basis = basisOf(state);
  return fields({
    format: "meridian-certificate/1",
    decision,
    question: terms.question,
    round: certificate.round,
    revision: certificate.revisionNumber,
    heads: headsOf(certificate.revision),
    proposers: certificate.proposers,
    decider: terms.decider,
    rule: certificate.rule,
    outcome: state.state,
    by: basis?.rule,
    chosen: basis?.option,
    opened: printInstant(opened.at),
    openedPosition: opened.position,
    deadline: printInstant(due.at),
    deadlineSetBy: due.setBy,
    timeZones: terms.deadline.version,
    ended: printInstant(certificate.endedAt),
    people: certificate.people.map(standingJson),
    objections: certificate.objections.map(objectionJson),
    acts: certificate.acts.map(({ position, receivedAt, id, by, act }) => ({
      position,
      received: printInstant(receivedAt),
      id,
      by,
      act,
    })),
  });
}

function standingJson({ member, part, word, position, acknowledgedAt, option }: Standing): JsonObject {
  const acknowledged = acknowledgedAt === undefined ? undefined : printInstant(acknowledgedAt);
  return fields({ member, part, word, position, acknowledged, option });
}

function objectionJson({ id, raiser, reason, position, status, note }: Objection): JsonObject {
  return fields({ id, by: raiser, reason, position, status, note: note === "" ? undefined : note });
}

/**
 * What is written into the document (DEC-41), in one line of canonical JSON: the same whoever writes it, so that two who do at once write no conflict.
 */
export function outcomeLine({ round, state, certificate }: Outcome, decision: DocumentId): string {
  const basis = basisOf(state);
  const people: Record<string, MemberId[]> = {};
  for (const { word, member } of certificate.people) {
    people[word] = [...(people[word] ?? []), member];
  }
  return printCompact(
    fields({
      round,
      outcome: state.state,
      by: basis?.rule,
      chosen: basis?.option,
      question: certificate.terms.question,
      ended: printInstant(certificate.endedAt),
      people,
      certificate: certificateSha256(certificate, decision),
    }),
  );
}
