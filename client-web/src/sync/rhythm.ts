/** The rhythm of one workspace: digest, agenda, weekly update, slips and pack, computed anew from the log when they are asked for. */

import type { Instant } from "../model/calendar/time";
import { WorkCalendar } from "../model/calendar/workCalendar";
import { Zone } from "../model/calendar/zone";
import { type Agenda, agendaOf, USUAL_TERMS } from "../model/rhythm/agenda";
import { decisionFact } from "../model/rhythm/decisionFact";
import { type Digest, digestOf } from "../model/rhythm/digest";
import { type DecisionFact, mattersOf } from "../model/rhythm/matters";
import { type Pack, packOf } from "../model/rhythm/pack";
import { type SlipLedger, slipsOf } from "../model/rhythm/slips";
import { updateOf, type WeeklyUpdate } from "../model/rhythm/update";
import { mondayAt, weekFrom, weekOf } from "../model/zones/weeks";
import type { Deciding } from "./deciding";
import { Past, type Since } from "./past";
import { periodOf } from "./period";
import type { PlanningHost } from "./planning";

export class Rhythm {
  private readonly past: Past;

  constructor(
    private readonly host: PlanningHost,
    private readonly deciding: Deciding,
  ) {
    this.past = new Past(host.ledger, (task) => host.run(task));
  }

  /** What changed since then. Reading it marks nothing as seen (RHY-7). */
  async digest(since: Since): Promise<Digest> {
    const { period, matters, asking } = await this.question(since);
    return digestOf(period, matters, asking);
  }

  async agenda(since: Since): Promise<Agenda> {
    const { period, matters, asking } = await this.question(since);
    return agendaOf(period, matters, asking, USUAL_TERMS);
  }

  async slips(since: Since): Promise<SlipLedger> {
    const { period, matters, asking } = await this.question(since);
    return slipsOf(period, matters, asking);
  }

  /** @param frozen as of when */
  async pack(frozen: Since, meeting: Instant | undefined): Promise<Pack> {
    const { period, matters, asking } = await this.question(frozen);
    return packOf(period, matters, asking, USUAL_TERMS, meeting);
  }

  /** The update of a week in the reader's zone; 0 is this one, 1 the one before. */
  async update(weeksAgo: number): Promise<WeeklyUpdate> {
    const now = this.host.now();
    const zone = Zone.of((await this.host.history.me())?.zone ?? "") ?? Zone.utc();
    const monday = mondayAt(now, zone) - 7 * weeksAgo;
    const week = weekFrom(monday, zone);
    const until: Since | undefined = week.end > now ? undefined : { type: "Time", millis: week.end };
    const { period, matters, asking } = await this.question({ type: "Time", millis: week.start }, until);
    return updateOf(digestOf(period, matters, asking), weekOf(monday), (member) => {
      const found = period.after.team.members.get(member);
      return found === undefined ? undefined : WorkCalendar.of(found);
    });
  }

  private async question(since: Since, until?: Since) {
    const { host, past } = this;
    const from = await host.history.frontier(since);
    const to = until === undefined ? undefined : await host.history.frontier(until);
    const period = await periodOf(host.ledger, past, (task) => host.run(task), from, to);
    const decisions = await host.run(() => this.decisions());
    const asking = { reader: (await host.history.me())?.id, now: host.now() };
    return { period, matters: mattersOf(period, decisions), asking };
  }

  private async decisions(): Promise<DecisionFact[]> {
    const facts: DecisionFact[] = [];
    for (const [document, decision] of await this.deciding.all()) {
      const fact = decisionFact(document, decision, (await this.deciding.said(document)).logged);
      if (fact !== undefined) facts.push(fact);
    }
    return facts;
  }
}
