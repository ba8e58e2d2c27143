/** Decisions of one workspace: what pages ask of them. Takes its turn with everything else that the workspace does. */

import { BoardDocument } from "../model/board";
import type { Instant } from "../model/calendar/time";
import { certificateSha256, outcomeLine } from "../model/decision/certificate";
import type { Decision } from "../model/decision/decision";
import { OWNERS_TITLE } from "../model/decision/ownersFile";
import { type Act, headsOf, type Revision, revisionOf } from "../model/decision/statement";
import type { Terms } from "../model/decision/terms";
import type { DecisionHistory } from "../model/formats/archive/archivedDecisions";
import type { MemberId } from "../model/ids";
import { isEntryDeleted, type Member } from "../model/team";
import { TextDocument } from "../model/textDocument";
import type { DocumentId } from "../protocol/ids";
import type { Entropy } from "../trust/keys";
import type { CertificateFinding } from "./certifying";
import { Deciding, DecisionRefused } from "./deciding";
import { type DecisionRow, type DecisionView, decisionRow, mayNow, pressing } from "./decisionView";
import type { Step } from "./events";
import type { WorkspaceHistory } from "./history";
import type { Ledger } from "./ledger";
import { termsOf } from "./proposing";
import type { Rhythm } from "./rhythm";
import { Tending } from "./tending";

/** What planning needs of its workspace. */
export interface PlanningHost {
  readonly ledger: Ledger;
  readonly history: WorkspaceHistory;
  readonly entropy: Entropy;
  now(): Instant;
  /** Runs after everything before it. */
  run<T>(task: () => Promise<T>): Promise<T>;
  edit(steps: readonly Step[]): Promise<unknown>;
  /** This client has what the relay has. */
  isLive(): boolean;
  requestTick(): void;
  /** A bug, or a store that does not store. */
  failed(error: unknown): void;
  /** Something was said here, or a decision stands otherwise. */
  said(document: DocumentId): void;
}

/** Loaded when the first certificate is asked for. */
const certifying = () => import("./certifying");

export class Planning {
  private readonly deciding: Deciding;
  readonly tending: Tending;
  private loading: Promise<Rhythm> | undefined;

  constructor(private readonly host: PlanningHost) {
    this.deciding = new Deciding(host.ledger, () => host.now(), host.entropy);
    this.tending = new Tending(host, this.deciding);
  }

  /** Digest, agenda and the rest of it: loaded when it is first asked for. */
  get rhythm(): Promise<Rhythm> {
    this.loading ??= import("./rhythm").then(({ Rhythm }) => new Rhythm(this.host, this.deciding));
    return this.loading;
  }

  /** Documents that are about a decision, the open ones first by deadline. */
  async decisions(): Promise<DecisionRow[]> {
    return this.host.run(async () => {
      const { deciding } = this;
      const me = await deciding.me();
      const folded = await deciding.all();
      const rows: DecisionRow[] = [];
      for (const [document, title] of await this.documents()) {
        const text = await this.text(document);
        const decision = folded.get(document);
        if (decision === undefined && Object.keys(text?.draft ?? {}).length === 0) continue;
        rows.push(decisionRow(document, title, decision, text?.draft ?? {}, me));
      }
      return rows.sort(pressing);
    });
  }

  /** Documents that are not in the trash, with their titles. */
  private async documents(): Promise<Map<DocumentId, string>> {
    const team = await this.deciding.team();
    const found = new Map<DocumentId, string>();
    for (const entry of team?.documents.values() ?? []) {
      const { plan } = await this.host.ledger.library.slot(entry.id);
      if (!isEntryDeleted(entry, plan?.heads() ?? [])) found.set(entry.id, entry.title);
    }
    return found;
  }

  /** What was said in all of them, and where they stand: in the workspace's turn. */
  async histories(): Promise<Map<DocumentId, DecisionHistory>> {
    const { deciding } = this;
    const folded = [...(await deciding.all())].sort(([a], [b]) => (a < b ? -1 : 1));
    const histories = new Map<DocumentId, DecisionHistory>();
    for (const [document, decision] of folded) {
      histories.set(document, { decision, statements: (await deciding.said(document)).logged });
    }
    return histories;
  }

  private async text(document: DocumentId): Promise<TextDocument | undefined> {
    const { plan } = await this.host.ledger.library.slot(document);
    return plan instanceof TextDocument ? plan : undefined;
  }

  async decision(document: DocumentId): Promise<DecisionView> {
    return this.host.run(async () => {
      const { deciding } = this;
      const [me, team, text] = [await deciding.me(), await deciding.team(), await this.text(document)];
      const decision = (await deciding.all()).get(document) ?? (await deciding.fold(document));
      const { logged, unsent } = await deciding.said(document);
      const heads = revisionOf(text?.heads() ?? []);
      const trial = await deciding.trial(document);
      const ignored = new Map(decision.ignored.map(({ id, why }) => [id, why]));
      return {
        document,
        title: team?.documents.get(document)?.title ?? "",
        draft: text?.draft ?? {},
        decision,
        me,
        may: deciding.mayState ? mayNow(decision, trial, me, heads) : { acts: [], targets: {} },
        said: logged.map((each) => ({ ...each, ignored: ignored.get(each.id) })),
        unsent: unsent.map(({ act }) => act.act),
        recorded: decision.outcomes.map((outcome) => {
          const line = text?.outcomes.get(outcome.round);
          return {
            round: outcome.round,
            isRecorded: line !== undefined,
            isTheSame: line === outcomeLine(outcome, document),
            sha256: certificateSha256(outcome.certificate, document),
          };
        }),
        isEditedSince: decision.round !== undefined && decision.round.revision !== heads,
        now: this.host.now(),
        logEnd: deciding.end(),
      };
    });
  }

  /** The certificate of a round as a file that others check without this workspace. @throws DecisionRefused where the round has no outcome */
  async certificate(document: DocumentId, round: number): Promise<string> {
    const { exportCertificate } = await certifying();
    return this.host.run(async () => {
      const { store, statements } = this.host.ledger;
      const outcome = (await this.deciding.fold(document)).outcomes.find((each) => each.round === round);
      if (outcome === undefined) throw new DecisionRefused(`Round ${round} has no outcome yet.`);
      const { workspace } = this.host.ledger.standing.logged;
      return exportCertificate(store, workspace, document, outcome, statements.logged(document));
    });
  }

  /** Whether a certificate's file holds by itself, and the log here comes to the same. */
  async checkCertificate(text: string): Promise<CertificateFinding> {
    const { checkCertificate } = await certifying();
    return this.host.run(async () =>
      checkCertificate(text, this.host.ledger.standing.logged.workspace, await this.deciding.all()),
    );
  }

  /** What would be frozen if the draft were opened now. @throws DecisionRefused */
  async preview(document: DocumentId): Promise<Terms> {
    return this.host.run(() => this.terms(document));
  }

  /** Freezes what the draft says, with people and calendars as they are now, and puts it to them. @throws DecisionRefused */
  async open(document: DocumentId): Promise<void> {
    await this.speak(document, async (text) => {
      const act: Act = { act: "open", terms: await this.terms(document) };
      return { act, revision: revisionOf(text.heads()) };
    });
  }

  /** Says something of the revision that is up; a revision makes what the document says now the proposal. @throws DecisionRefused */
  async say(document: DocumentId, act: Act): Promise<void> {
    await this.speak(document, async (text) => {
      const { round } = await this.deciding.fold(document);
      if (round === undefined) throw new DecisionRefused("The decision is not open yet: open it first.");
      return { act, revision: act.act === "revise" ? revisionOf(text.heads()) : round.revision };
    });
  }

  private async speak(
    document: DocumentId,
    words: (text: TextDocument) => Promise<{ act: Act; revision: Revision }>,
  ): Promise<void> {
    await this.host.run(async () => {
      const text = await this.text(document);
      if (text === undefined || text.schema === 0)
        throw new DecisionRefused("The document is not here yet: sync first.");
      const { act, revision } = await words(text);
      await this.deciding.say(document, revision, act);
    });
    this.host.said(document);
  }

  private async terms(document: DocumentId): Promise<Terms> {
    const { deciding, host } = this;
    const [team, text, proposer] = [await deciding.team(), await this.text(document), await deciding.me()];
    if (team === undefined || text === undefined)
      throw new DecisionRefused("The document is not here yet: sync first.");
    if (proposer === undefined) {
      throw new DecisionRefused("You are not in the team's list of members yet: sync first.");
    }
    const owners = [...team.documents.values()].find(({ title, meta }) => title === OWNERS_TITLE && !meta.life.deleted);
    const { members } = host.ledger.standing;
    return termsOf({
      id: document,
      team,
      draft: text.draft,
      ...(await this.linked(document)),
      owners: owners === undefined ? "" : ((await this.text(owners.id))?.text ?? ""),
      proposer,
      now: host.now(),
      isThere: ({ devices }: Member) =>
        members === undefined || devices.some((device) => members.deviceOf(device) !== undefined),
    });
  }

  /** Labels, boards and owners of the cards that link to a document. */
  private async linked(document: DocumentId) {
    const labels = new Set<string>();
    const boards = new Set<string>();
    const cardOwners = new Set<MemberId>();
    const team = await this.deciding.team();
    for (const { id, title, meta } of team?.boards.values() ?? []) {
      const { plan } = await this.host.ledger.library.slot(id);
      if (meta.life.deleted || !(plan instanceof BoardDocument)) continue;
      for (const card of plan.board.cards.values()) {
        if (card.meta.life.deleted || !card.documents.includes(document)) continue;
        boards.add(title);
        for (const label of card.labels) labels.add(label);
        for (const owner of card.owners) if ("member" in owner) cardOwners.add(owner.member);
      }
    }
    return { labels: [...labels], boards: [...boards], cardOwners: [...cardOwners] };
  }

  /** A person sees the document, or the page of its decision: their device acknowledges the revision, once (DEC-70). */
  async shown(document: DocumentId): Promise<void> {
    const acknowledged = await this.host.run(async () => {
      const { deciding } = this;
      const [decision, me] = [await deciding.fold(document), await deciding.me()];
      if (me === undefined || !deciding.mayState || !(await this.isAsked(document, decision, me))) return false;
      const revision = decision.round?.revision ?? "";
      if (!(await deciding.holds(document, headsOf(revision)))) return false;
      await deciding.say(document, revision, { act: "acknowledge" });
      return true;
    });
    if (acknowledged) this.host.said(document);
  }

  /** Whether this revision waits for that person's acknowledgement, and this device has not said so yet. */
  private async isAsked(document: DocumentId, { state, round }: Decision, me: MemberId): Promise<boolean> {
    const runs = ["open", "objected", "forked"].includes(state.state);
    const standing = round?.people.find(({ member }) => member === me);
    if (!runs || round === undefined || standing === undefined) return false;
    if (standing.acknowledgedAt !== undefined || round.proposers.includes(me)) return false;
    const { logged, unsent } = await this.deciding.said(document);
    const { device } = this.host.ledger;
    const saidSo = logged.filter((each) => each.device === device && each.seen.position >= round.revisionBegan);
    return ![...saidSo, ...unsent].some(
      ({ act, revision }) => act.act === "acknowledge" && revision === round.revision,
    );
  }
}
