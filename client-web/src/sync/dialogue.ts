/** What is said over one connection, from Hello on. Owned by its machine. */
import { toBinary } from "@bufbuild/protobuf";
import { EnvelopeSchema } from "../gen/meridian/v1/envelope_pb";
import type { Ack, Append, Challenge, Error as ErrorFrame, Frame, Welcome } from "../gen/meridian/v1/frame_pb";
import { ErrorCode } from "../gen/meridian/v1/frame_pb";
import { equalBytes } from "../protocol/bytes";
import { ITEM_BYTES, type ItemId, idBytes, itemId } from "../protocol/ids";
import type { LogHead } from "../protocol/log";
import { FIRST_VERSION, includesVersion, isTooOldFor, mismatch, type ProtocolVersions } from "../protocol/versions";
import { NONCE_BYTES, prove } from "../trust/login";
import type { VerifyKey } from "../trust/signature";
import { Comparison, type Next } from "./comparison";
import type { Line } from "./line";
import type { Outbox } from "./outbox";
import type { Replica } from "./replica";
import { type ClientInput, type ClientTerms, GO_ON, halt, hangUp, type Turn } from "./types";

const WRONG_KEY =
  "this is not the relay of the workspace: its key is another one, and no owner of the workspace has named it. If the relay was replaced, an owner has to move the workspace to the new one first; what is not sent yet stays here until then";
/** After which a relay that was full is asked again. */
const ROOM_MILLIS = 60_000;
const PASSING: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.NO_ROOM,
  ErrorCode.RATE_LIMITED,
  ErrorCode.READ_ONLY,
  ErrorCode.INTERNAL,
  ErrorCode.MEMBERSHIP_CONFLICT,
]);

type Phase =
  /** Hello is sent. */
  | { readonly type: "Greeted"; readonly nonce: Uint8Array }
  /** The login is sent. */
  | { readonly type: "LoggedIn"; readonly relayKey: VerifyKey }
  /** Membership records are sent, that the relay may know this client. */
  | { readonly type: "Petitioning"; readonly relayKey: VerifyKey }
  /** It is being found out how the logs go together. */
  | { readonly type: "Comparing"; readonly relayKey: VerifyKey; readonly comparison: Comparison }
  /** The own log is being cut. */
  | { readonly type: "Rewinding"; readonly relayKey: VerifyKey; readonly relayGoesOn: boolean }
  /** What the relay sends is the continuation of the own log. */
  | { readonly type: "Following"; readonly relayKey: VerifyKey };

export class Dialogue {
  private phase: Phase;
  private relayHead: LogHead | undefined;
  private frameBytesMax = 0;
  /** After how many entries of a document the relay wants a snapshot of it; 0: never. */
  snapshotEntries = 0;
  private hasPetitioned = false;
  /** Whether everything is read that the relay had when it said welcome. */
  isCaughtUp = false;

  /** Says hello. */
  constructor(
    private readonly terms: ClientTerms,
    nonce: Uint8Array,
    private readonly replica: Replica,
    private readonly outbox: Outbox,
    private readonly line: Line,
  ) {
    this.phase = { type: "Greeted", nonce };
    const ws = idBytes(terms.workspace);
    const { members: known } = replica.log;
    const members = known.isFounded ? idBytes(known.foundation.lastRecord) : new Uint8Array(0);
    const versions = { versionMin: terms.versions.min, versionMax: terms.versions.max };
    line.send({ case: "hello", value: { ...versions, members, ws, clientNonce: nonce, readsPruned: true } });
  }

  /** Whether the next word is the relay's, and it may not take for ever (CLI-31). */
  get expectsAnswer(): boolean {
    return this.phase.type !== "Following" && this.phase.type !== "Rewinding";
  }

  /** Whether the logs do not go together and are being mended. */
  get isRepairing(): boolean {
    return this.phase.type === "Rewinding" || (this.phase.type === "Comparing" && this.phase.comparison.isMending);
  }

  get isFollowing(): boolean {
    return this.phase.type === "Following";
  }

  /** Where the relay's log ended when it was last heard of. */
  get relayPos(): number {
    return Math.max(this.relayHead?.pos ?? 0, this.replica.log.pos);
  }

  /** Takes what the relay says. */
  receive(frame: Frame): Turn {
    const { body } = frame;
    switch (body.case) {
      case "error":
        return this.error(body.value);
      case "goAway":
        return hangUp(`the relay stops: ${body.value.reason}`, body.value.retryAfterMs);
      case "ack":
        return this.acked(body.value);
      case "presence":
        if (body.value.envelope !== undefined) {
          this.line.add({ type: "PresenceReceived", envelope: toBinary(EnvelopeSchema, body.value.envelope) });
        }
        return GO_ON;
      case "challenge":
      case "welcome":
      case "diverged":
      case "append":
        return this.converse(body);
      default:
        return misfit();
    }
  }

  private converse(body: Frame["body"]): Turn {
    const { phase } = this;
    switch (phase.type) {
      case "Greeted":
        return body.case === "challenge" ? this.challenged(phase.nonce, body.value) : misfit();
      case "LoggedIn":
        return body.case === "welcome" ? this.welcomed(phase.relayKey, body.value) : misfit();
      case "Comparing":
        if (body.case === "append") {
          return this.turn(phase.relayKey, phase.comparison.confirmed(body.value), body.value);
        }
        return body.case === "diverged" ? this.turn(phase.relayKey, phase.comparison.diverged(body.value)) : misfit();
      case "Following":
        return body.case === "append" ? this.extend(phase.relayKey, body.value) : misfit();
      case "Petitioning":
      case "Rewinding":
        return misfit();
    }
  }

  private challenged(nonce: Uint8Array, challenge: Challenge): Turn {
    const { version } = challenge;
    if (!includesVersion(this.terms.versions, version)) return this.noCommonVersion({ min: version, max: version });
    const relayKey = this.replica.relayKey(challenge.relayKey, challenge.succession);
    if (relayKey === undefined) {
      return halt("WRONG_RELAY", WRONG_KEY);
    }
    if (challenge.relayNonce.length !== NONCE_BYTES) return misfit();
    const { workspace, host, principal } = this.terms;
    const proof = { workspace, host, relayKey, clientNonce: nonce, relayNonce: challenge.relayNonce };
    this.line.send({ case: "login", value: prove(principal.key, proof) });
    this.phase = { type: "LoggedIn", relayKey };
    return GO_ON;
  }

  private welcomed(relayKey: VerifyKey, welcome: Welcome): Turn {
    if (welcome.head !== undefined) {
      const theirs = this.replica.verify(welcome.head, relayKey);
      if (theirs === undefined) return halt("BAD_LOG", "a head of the log is not signed by the relay");
      this.relayHead = theirs;
      const own = this.replica.log;
      if (theirs.gen === own.gen && theirs.pos === own.pos && !equalBytes(theirs.chain, own.chain)) {
        const message = "the relay shows others another log than it showed this client";
        return halt("FORK", message, own.signed, welcome.head);
      }
    }
    this.frameBytesMax = welcome.frameBytesMax;
    this.snapshotEntries = welcome.snapshotEntries;
    // A relay that has lost everything first gets back what there is: records mean nothing to it before the genesis.
    const restoresFirst = this.relayHead === undefined && this.replica.log.pos > 0;
    if (this.replica.lacksOwnDevice && !restoresFirst) {
      // It founds the workspace, or was let in by records that the relay has lost (CLI-25).
      this.hasPetitioned = true;
      this.phase = { type: "Petitioning", relayKey };
      this.outbox.open("RECORDS", this.frameBytesMax);
    } else {
      this.compare(relayKey);
    }
    return GO_ON;
  }

  private compare(relayKey: VerifyKey): void {
    this.outbox.close();
    const comparison = new Comparison(this.replica, relayKey, this.frameBytesMax, this.line);
    this.phase = { type: "Comparing", relayKey, comparison };
    comparison.begin(this.relayHead);
  }

  /** Goes on when the outbox has changed what is under way. */
  outboxMoved(): void {
    if (this.phase.type === "Petitioning" && this.outbox.isDone) this.compare(this.phase.relayKey);
  }

  chainRead(read: ClientInput & { type: "ChainRead" }): Turn {
    const { phase } = this;
    return phase.type === "Comparing"
      ? this.turn(phase.relayKey, phase.comparison.chainRead(read.pos, read.chain))
      : GO_ON;
  }

  originalsRead(read: ClientInput & { type: "OriginalsRead" }): Turn {
    const { phase } = this;
    return phase.type === "Comparing"
      ? this.turn(phase.relayKey, phase.comparison.originalsRead(read.afterPos, read.items, read.head))
      : GO_ON;
  }

  private turn(relayKey: VerifyKey, next: Next, confirmation?: Append): Turn {
    switch (next.type) {
      case "Wait":
        return GO_ON;
      case "Refuse":
        return next.halt;
      case "Agreed":
        this.phase = { type: "Following", relayKey };
        return confirmation?.head === undefined ? this.catchUp(relayKey) : this.extend(relayKey, confirmation);
      case "Cut":
        this.phase = { type: "Rewinding", relayKey, relayGoesOn: next.relayGoesOn };
        this.outbox.close();
        this.line.add({ type: "Rewind", toPos: next.toPos, head: next.head });
        return GO_ON;
    }
  }

  /** Goes on after the own log was cut. */
  rewound(): Turn {
    const { phase } = this;
    if (phase.type !== "Rewinding") return GO_ON;
    if (phase.relayGoesOn) {
      this.phase = { type: "Following", relayKey: phase.relayKey };
      return this.catchUp(phase.relayKey);
    }
    this.compare(phase.relayKey);
    return GO_ON;
  }

  private extend(relayKey: VerifyKey, append: Append): Turn {
    const genBefore = this.replica.log.gen;
    const wasOf = this.replica.isOf(relayKey);
    const extension = this.replica.extend(append, relayKey);
    if (extension.type === "Contradicted") return extension.halt;
    const { entries } = extension;
    if (append.head !== undefined && (entries.length > 0 || this.replica.log.gen > genBefore)) {
      this.line.add({ type: "Deliver", entries, head: append.head });
    }
    for (const entry of entries) this.outbox.settle(entry.itemId);
    return wasOf && !this.replica.isOf(relayKey) ? this.moved() : this.catchUp(relayKey);
  }

  /** A browser dials nothing but where its page is from: it says where to go. */
  private moved(): Turn {
    const { relayAddress = "" } = this.replica.log.members.foundation;
    const where = /^https?:\/\/[\w.:[\]-]+$/.test(relayAddress) ? relayAddress : "another address, which they know";
    return halt(
      "MOVED",
      `an owner has moved this workspace to another relay, at ${where}. Open it there and add this browser as a device; what was not sent stays here and can be exported`,
    );
  }

  private catchUp(relayKey: VerifyKey): Turn {
    if (this.isCaughtUp || this.replica.log.pos < (this.relayHead?.pos ?? 0)) return GO_ON;
    if (!this.replica.hasSeenLink) {
      // Where the relay has lost the workspace it will say so: it may come back.
      return this.relayHead === undefined
        ? GO_ON
        : halt("LINK_MISMATCH", "the relay's log is not the one that the invite's link names");
    }
    if (this.replica.log.members.isFounded && !this.replica.isOf(relayKey)) return halt("WRONG_RELAY", WRONG_KEY);
    this.isCaughtUp = true;
    this.outbox.open("ALL", this.frameBytesMax);
    return GO_ON;
  }

  private acked(ack: Ack): Turn {
    this.line.add({ type: "Acked", receipts: ack.receipts });
    for (const receipt of ack.receipts) {
      if (receipt.itemId.length === ITEM_BYTES) this.outbox.settle(itemId(receipt.itemId));
    }
    this.outboxMoved();
    return GO_ON;
  }

  private get lastRecord(): ItemId | undefined {
    const own = this.replica.log;
    return this.relayHead !== undefined && this.relayHead.pos > own.pos ? this.relayHead.members : own.head?.members;
  }

  private error(error: ErrorFrame): Turn {
    const { code } = error;
    if (error.itemId.length === ITEM_BYTES) {
      const item = itemId(error.itemId);
      // Edits that a relay does not take for a reason that passes, or that makes no sense, stay in the outbox (CLI-38).
      if (PASSING.has(code) && this.outbox.isSealed(item))
        return hangUp(`the relay says: ${error.message}`, ROOM_MILLIS);
      this.line.add({ type: "Refused", item, code, message: error.message, lastRecord: this.lastRecord });
      // What was refused is there again by then, made anew.
      if (code === ErrorCode.MEMBERSHIP_CONFLICT) this.outbox.changed();
      this.outbox.settle(item);
      this.outboxMoved();
      return GO_ON;
    }
    const message = `the relay says: ${error.message}`;
    switch (code) {
      case ErrorCode.VERSION:
        return this.version(error, message);
      case ErrorCode.BAD_LOGIN:
        return halt("LOGIN_REFUSED", message);
      case ErrorCode.NOT_A_MEMBER:
        return this.notAMember(message);
      case ErrorCode.REVOKED:
        return halt("REVOKED", message);
      case ErrorCode.INVITE_REVOKED:
        return halt("INVITE_REVOKED", message);
      case ErrorCode.INVITE_EXPIRED:
        return halt("INVITE_EXPIRED", message);
      case ErrorCode.INVITE_USED_UP:
        return halt("INVITE_USED_UP", message);
      case ErrorCode.BAD_FRAME:
      case ErrorCode.TOO_LARGE:
      case ErrorCode.BAD_ITEM:
      case ErrorCode.BAD_RESTORE:
      case ErrorCode.NOT_ALLOWED:
        return halt("PROTOCOL", message);
      default:
        return hangUp(message, error.retryAfterMs);
    }
  }

  // After the versions were agreed on it is something else that this program is too old for (SNAP-8).
  private version({ versionMin, versionMax }: ErrorFrame, message: string): Turn {
    if (this.phase.type !== "Greeted") return halt("UPGRADE_NEEDED", message);
    return this.noCommonVersion(
      versionMax === 0 ? { min: FIRST_VERSION, max: FIRST_VERSION } : { min: versionMin, max: versionMax },
    );
  }

  private noCommonVersion(relay: ProtocolVersions): Turn {
    const own = this.terms.versions;
    return halt(isTooOldFor(own, relay) ? "UPGRADE_NEEDED" : "RELAY_TOO_OLD", mismatch(own, relay));
  }

  // A client whose membership was in what the relay lost brings its records first, when it comes the next time; and a workspace that the relay has lost
  // altogether may come back with somebody who holds it (CLI-12).
  private notAMember(message: string): Turn {
    // While the own log is being cut it still says what it will not say any more.
    const mayPetition = this.phase.type === "Rewinding" || (this.replica.lacksOwnDevice && !this.hasPetitioned);
    return mayPetition || this.relayHead === undefined ? hangUp(message) : halt("NOT_A_MEMBER", message);
  }
}

function misfit(): Turn {
  return hangUp("the relay said something that does not fit");
}
