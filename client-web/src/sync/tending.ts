/**
 * What a client does for decisions by itself, whenever it has everything that the relay has: it writes an outcome into the document that nobody has written yet
 * (DEC-41), and has the relay say what time it is where a deadline waits for that (DEC-71).
 */
import type { Instant } from "../model/calendar/time";
import { outcomeLine } from "../model/decision/certificate";
import { TextDocument } from "../model/textDocument";
import type { DocumentId } from "../protocol/ids";
import type { Deciding } from "./deciding";
import type { PlanningHost } from "./planning";

/** The relay gives no tick where its last entry is younger. */
const TICK_AGE_MILLIS = 60_000;
const TICK_ANSWER_MILLIS = 3_000;
const LOOK_AGAIN_MILLIS_MIN = 1_000;
const LOOK_AGAIN_MILLIS_MAX = 3_600_000;

interface Unrecorded {
  readonly document: DocumentId;
  readonly round: number;
  readonly outcome: string;
}

export class Tending {
  private working: Promise<void> | undefined;
  private again = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    private readonly host: PlanningHost,
    private readonly deciding: Deciding,
  ) {}

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    clearTimeout(this.asked);
  }

  /** Something came from the log. */
  delivered(): void {
    clearTimeout(this.asked);
    this.asked = undefined;
    this.tend();
  }

  /** Looks after everything. */
  tend(): void {
    if (this.closed || !this.host.isLive()) return;
    if (this.working !== undefined) {
      this.again = true;
      return;
    }
    this.working = this.once()
      .catch((e: unknown) => this.host.failed(e))
      .finally(() => {
        this.working = undefined;
        if (!this.again) return;
        this.again = false;
        this.tend();
      });
  }

  private async once(): Promise<void> {
    const { unrecorded, next } = await this.host.run(() => this.look());
    for (const { document, round, outcome } of unrecorded) {
      await this.host.edit([{ kind: "document", document, intents: [{ intent: "RecordOutcome", round, outcome }] }]);
    }
    if (next !== undefined && !this.closed) this.await(next);
  }

  private async look(): Promise<{ unrecorded: Unrecorded[]; next: Instant | undefined }> {
    const unrecorded: Unrecorded[] = [];
    let next: Instant | undefined;
    for (const document of this.deciding.opened()) {
      const { outcomes, nextMoment } = await this.deciding.fold(document);
      const plan = this.host.ledger.standing.mayWrite
        ? (await this.host.ledger.library.slot(document)).plan
        : undefined;
      const text = plan instanceof TextDocument ? plan : undefined;
      for (const outcome of outcomes) {
        // What stands there already is left alone: verifying tells where it is something else.
        if (text === undefined || text.schema === 0 || text.outcomes.has(outcome.round)) continue;
        unrecorded.push({ document, round: outcome.round, outcome: outcomeLine(outcome, document) });
      }
      if (nextMoment !== undefined) next = Math.min(next ?? nextMoment, nextMoment);
    }
    return { unrecorded, next };
  }

  /** A deadline that has passed here and not in the log asks for a tick; one to come is looked at then. */
  private await(moment: Instant): void {
    const now = this.host.now();
    const end = this.deciding.end();
    if (moment > now) return this.lookAgainIn(moment - now);
    if (end.at >= moment) return;
    if (end.at <= now - TICK_AGE_MILLIS && this.asked === undefined) {
      this.host.requestTick();
      this.asked = setTimeout(() => {
        this.asked = undefined;
      }, TICK_ANSWER_MILLIS);
    }
    this.lookAgainIn(TICK_AGE_MILLIS);
  }

  private lookAgainIn(millis: number): void {
    clearTimeout(this.timer);
    const bounded = Math.max(LOOK_AGAIN_MILLIS_MIN, Math.min(millis, LOOK_AGAIN_MILLIS_MAX));
    this.timer = setTimeout(() => this.tend(), bounded);
  }
}
