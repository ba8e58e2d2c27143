/** The derived pages as plain text, for a mail or a chat: what the screen says, line by line. */
import { instantOf } from "../../model/calendar/time";
import { type Agenda, type AgendaItem, agendaMinutes } from "../../model/rhythm/agenda";
import type { CardLine, Change, OtherLine } from "../../model/rhythm/change";
import type { DecisionLine, Digest } from "../../model/rhythm/digest";
import type { Need } from "../../model/rhythm/needs";
import type { WeeklyUpdate } from "../../model/rhythm/update";
import type { WorldClock } from "../../model/zones/worldClock";
import { changeWords, digestSentence, RHYTHM, whyWords } from "./strings";

interface Stretch {
  readonly from: { readonly position: number; readonly receivedAt: string };
  readonly to: { readonly position: number; readonly receivedAt: string };
}

class Page {
  private readonly lines: string[];

  constructor(
    title: string,
    private readonly clock: WorldClock,
  ) {
    this.lines = [title];
  }

  line(text: string): this {
    this.lines.push(text);
    return this;
  }

  stretch({ from, to }: Stretch): this {
    const when = (each: Stretch["from"]) =>
      each.position > 0 ? this.clock.show(instantOf(each.receivedAt)) : RHYTHM.sinceStart;
    return this.line(`${when(from)} – ${when(to)}`);
  }

  section<T>(title: string, all: readonly T[], write: (each: T) => readonly string[]): this {
    if (all.length === 0) return this;
    this.lines.push("", title);
    for (const each of all) {
      const [first, ...more] = write(each);
      this.lines.push(`- ${first}`, ...more.map((line) => `    ${line}`));
    }
    return this;
  }

  card = (line: CardLine): string[] => {
    const facts = [line.status, line.owners.map(({ name }) => name).join(", ")].filter(Boolean);
    if (line.targetDate !== undefined) facts.push(`${RHYTHM.due} ${line.targetDate}`);
    const why = line.why === undefined ? [] : [`${RHYTHM.why} ${whyWords(line.why.source, line.why.text)}`];
    const head = facts.length === 0 ? line.card.title : `${line.card.title} (${facts.join(", ")})`;
    return [head, ...this.changes(line.changes), ...why];
  };

  other = (line: OtherLine): string[] => [line.target.title, ...this.changes(line.changes)];

  need = (need: Need): string[] => {
    const until = need.until === undefined ? "" : ` ${RHYTHM.until} ${this.clock.show(need.until)}`;
    const by = need.by === undefined ? "" : `${need.by.name}: `;
    return [`${need.target.title}: ${by}${need.text}${until}`];
  };

  decision = ({ document, outcome, deadline, waitingFor }: DecisionLine): string[] => {
    const until = deadline === undefined ? "" : `, ${RHYTHM.until} ${this.clock.show(deadline)}`;
    const names = waitingFor.map(({ name }) => name).join(", ");
    return [`${document.title}: ${outcome}${until}${names === "" ? "" : `, ${RHYTHM.waitsFor} ${names}`}`];
  };

  item = ({ minutes, target, text, people }: AgendaItem): string[] => {
    const names = people.map(({ name }) => name).join(", ");
    return [`${minutes} min: ${target.title}: ${text}${names === "" ? "" : ` (${names})`}`];
  };

  private changes(changes: readonly Change[]): string[] {
    const isNew = changes.some(({ what }) => what === "added");
    const shown = isNew ? changes.filter(({ what }) => what === "added" || what === "comments") : changes;
    return shown.map(({ what, from, to, by, at }) => {
      const who = [...by.map(({ name }) => name), at === undefined ? RHYTHM.unsentNow : this.clock.show(at)];
      return `${changeWords(what, from, to)} (${who.join(", ")})`;
    });
  }

  toString(): string {
    return `${this.lines.join("\n")}\n`;
  }
}

export function digestText(digest: Digest, clock: WorldClock, title: string = RHYTHM.digest): string {
  const page = new Page(`${digest.workspace}: ${title}`, clock).stretch(digest);
  page.line(digestSentence(digest.moved.length, digest.still.length, digest.needs.length));
  page.section(RHYTHM.needsYou, digest.needs, page.need);
  page.section(RHYTHM.closing, digest.closing, page.decision);
  page.section(RHYTHM.decided, digest.decided, page.decision);
  for (const list of ["moved", "still", "edited", "rearranged"] as const) {
    page.section(RHYTHM[list], digest[list], page.card);
  }
  return page.section(RHYTHM.others, digest.others, page.other).toString();
}

export function agendaText(agenda: Agenda, clock: WorldClock): string {
  const page = new Page(`${agenda.workspace}: ${RHYTHM.review}`, clock).stretch(agenda);
  if (agenda.items.length === 0) page.line(`${RHYTHM.cancel} ${RHYTHM.cancelWhy}`);
  const settle = `${RHYTHM.settle}: ${agendaMinutes(agenda.items)} of ${agenda.minutesMax} minutes`;
  page.section(settle, agenda.items, page.item);
  page.section(`${RHYTHM.inWriting}, ${RHYTHM.until} ${clock.show(agenda.until)}`, agenda.inWriting, page.item);
  page.section(RHYTHM.ownMeeting, agenda.meetings, ({ target, why }) => [`${target.title}: ${why}`]);
  page.section(`${RHYTHM.before}: ${RHYTHM.moved.toLowerCase()}`, agenda.moved, page.card);
  return page.section(`${RHYTHM.before}: ${RHYTHM.still.toLowerCase()}`, agenda.still, page.card).toString();
}

export function weekText(update: WeeklyUpdate, clock: WorldClock): string {
  const page = new Page(`${update.workspace}: ${RHYTHM.week} ${update.week}`, clock).stretch(update);
  if (update.owners.length === 0 && update.ownerless.length === 0) page.line(RHYTHM.quietWeek);
  for (const { owner, moved, still, blocked } of update.owners) {
    page.section(`${owner.name}: ${RHYTHM.blocked}`, blocked, page.card);
    page.section(`${owner.name}: ${RHYTHM.still}`, still, page.card);
    page.section(`${owner.name}: ${RHYTHM.moved}`, moved, page.card);
  }
  page.section(RHYTHM.ownerless, update.ownerless, page.card);
  return page
    .section(RHYTHM.nudges, update.nudges, ({ owner, cards }) => [
      `${owner.name}: ${cards.map(({ title }) => title).join(", ")}`,
    ])
    .toString();
}
