/**
 * The long trial: two browsers and a Java client on one relay. Each goes offline in turn, all edit the same cards, arrows and paragraph, and when it comes back all
 * three have the same (SYNC), with what was written at once shown with both authors (CONFLICT-1). Three absences; with `./check --soak` twelve.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { BoardId, CardId, DependencyId } from "../src/model/ids";
import type { DocumentId, WorkspaceId } from "../src/protocol/ids";
import { CANVAS } from "../src/ui/canvas/strings";
import { DOCUMENT_STRINGS as S } from "../src/ui/documents/strings";
import { Cable } from "./cable";
import { ask } from "./engineLine";
import type { Person } from "./person";
import { openStage } from "./stage";

const stage = openStage();
const ROUNDS = process.env.MERIDIAN_SOAK === "true" ? 4 : 1;
/** Screenshots of what a person sees after each absence. */
const shots = new URL("../target/trial/", import.meta.url).pathname;
const cables: Cable[] = [];
afterAll(async () => {
  for (const cable of cables) await cable.end();
});

interface Teammate {
  readonly name: string;
  leave(): Promise<void>;
  back(): Promise<void>;
  /** Sends what there is, and has what the relay has. */
  meet(): Promise<void>;
  rename(title: string): Promise<void>;
  move(right: number, down: number): Promise<void>;
  /** Takes away an arrow between the two cards if there is one, else draws one. */
  arrow(): Promise<void>;
  /** Writes words at an end of the one paragraph. */
  write(words: string, at: "start" | "end"): Promise<void>;
  all(): Promise<string>;
}

class InBrowser implements Teammate {
  constructor(
    readonly person: Person,
    private readonly cable: Cable,
    private readonly where: {
      readonly workspace: WorkspaceId;
      readonly board: BoardId;
      readonly card: CardId;
      readonly other: CardId;
    },
  ) {}

  get name(): string {
    return this.person.name;
  }

  async leave(): Promise<void> {
    this.cable.cut();
    await this.person.syncSays("Offline");
  }

  async back(): Promise<void> {
    this.cable.mend();
    await this.person.asksForTheRelay();
  }

  async meet(): Promise<void> {
    await this.person.syncSays("Everything is synced");
  }

  private async board(): Promise<void> {
    const { workspace, board } = this.where;
    const { page } = this.person;
    await page.evaluate((to) => {
      location.hash = to;
    }, `/w/${workspace}/board/${board}`);
    await this.card.waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+Digit1"); // all of it
  }

  get card() {
    return this.person.page.locator(`#card-${this.where.card}`);
  }

  async rename(title: string): Promise<void> {
    const { workspace, board, card } = this.where;
    const intent = { intent: "SetTitle", thing: { card }, title } as const;
    await ask(this.person, "Edit", { workspace, steps: [{ kind: "board", document: board, intents: [intent] }] });
  }

  async move(right: number, down: number): Promise<void> {
    await this.board();
    const box = await this.card.boundingBox();
    if (box === null) throw new Error("the card is not on the screen");
    const { mouse } = this.person.page;
    await mouse.move(box.x + 12, box.y + 12);
    await mouse.down();
    await mouse.move(box.x + 12 + right / 2, box.y + 12 + down / 2);
    await mouse.move(box.x + 12 + right, box.y + 12 + down);
    await mouse.up();
  }

  async arrow(): Promise<void> {
    const { workspace, board, card, other } = this.where;
    const { dependencies } = await ask(this.person, "WatchBoard", { workspace, board });
    const there = dependencies.find((each) => !each.meta.life.deleted);
    const intent =
      there === undefined
        ? ({
            intent: "AddDependency",
            dependency: freshId(),
            from: { card },
            to: { card: other },
            kind: "blocks",
          } as const)
        : ({ intent: "Delete", thing: { dependency: there.id } } as const);
    await ask(this.person, "Edit", { workspace, steps: [{ kind: "board", document: board, intents: [intent] }] });
  }

  async write(words: string, at: "start" | "end"): Promise<void> {
    const { page } = this.person;
    await this.person.goTo(S.documents);
    await page.getByRole("link", { name: "Brief" }).click();
    const text = page.getByRole("textbox", { name: S.text });
    await text.waitFor();
    await text.click();
    await page.keyboard.press(at === "start" ? "Control+Home" : "Control+End");
    await page.keyboard.type(at === "start" ? `${words} ` : ` ${words}`);
    await page.waitForTimeout(250); // what was on the screen for so long is kept
  }

  all(): Promise<string> {
    return ask(this.person, "Export", { workspace: this.where.workspace });
  }

  /** Both authors of what was written at once, as the panel of the card tells them. */
  async authorsOfTheConflict(): Promise<string> {
    const { workspace, board, card } = this.where;
    const { page } = this.person;
    await page.evaluate((to) => {
      location.hash = to;
    }, `/w/${workspace}/board/${board}/card/${card}`);
    const conflicts = page.locator("aside section").filter({ hasText: CANVAS.conflicts });
    await conflicts.waitFor();
    return (await conflicts.textContent()) ?? "";
  }

  async photograph(name: string): Promise<void> {
    mkdirSync(shots, { recursive: true });
    await this.person.page.screenshot({ path: join(shots, `${name}-${this.name}.png`) });
  }
}

/** On the command line, where one is offline between two calls of `sync`. */
class InJava implements Teammate {
  readonly name = "Carla";
  private isAway = false;

  constructor(
    private readonly card: CardId,
    private readonly other: CardId,
  ) {}

  private run(...args: string[]): Promise<string> {
    return stage.java.meridian("carla", ...args);
  }

  async leave(): Promise<void> {
    this.isAway = true;
  }

  async back(): Promise<void> {
    this.isAway = false;
  }

  async meet(): Promise<void> {
    if (!this.isAway) await this.run("sync");
  }

  async rename(title: string): Promise<void> {
    await this.meet();
    await this.run("card", "set", this.card, "--title", title);
    await this.meet();
  }

  async move(right: number, down: number): Promise<void> {
    await this.run("card", "move", this.card, "--to", `${right * 3},${down * 3}`);
    await this.meet();
  }

  async arrow(): Promise<void> {
    const shown = await this.run("card", "show", this.card, "--json");
    const { blocks } = JSON.parse(shown) as { readonly blocks: readonly unknown[] };
    await this.run(blocks.length > 0 ? "unlink" : "link", this.card, this.other);
    await this.meet();
  }

  async write(words: string, at: "start" | "end"): Promise<void> {
    const script = join(stage.java.folder, "editor.sh");
    const edit =
      at === "start"
        ? `printf '%s ' '${words}' | cat - "$1" > "$1.new" && mv "$1.new" "$1"`
        : `printf ' %s' '${words}' >> "$1"`;
    writeFileSync(script, `#!/bin/sh\n${edit}\n`, { mode: 0o755 });
    stage.java.environment.VISUAL = script;
    await this.run("doc", "edit", "Brief");
    await this.meet();
  }

  async all(): Promise<string> {
    const folder = join(stage.java.folder, "carla-export");
    await this.run("export", "--replace", "--format", "json", folder);
    return readFileSync(join(folder, "workspace.json"), "utf8");
  }
}

function freshId(): DependencyId {
  return crypto.randomUUID().replaceAll("-", "") as DependencyId;
}

async function inBrowser(name: string): Promise<{ readonly person: Person; readonly cable: Cable }> {
  const cable = await Cable.to(stage.url);
  cables.push(cable);
  return { person: await stage.person(name, {}, cable.url), cable };
}

test(
  `each of three goes offline ${ROUNDS} times, all edit the same, and all have the same afterwards (SYNC-1, CONFLICT-1)`,
  async () => {
    const ana = await inBrowser("Ana");
    await ana.person.create("Atlas");
    await ana.person.newBoard("Roadmap");
    const [, workspace, board] = /w\/([0-9a-f]+)\/board\/([0-9a-f]+)/.exec(ana.person.page.url()) as unknown as [
      string,
      WorkspaceId,
      BoardId,
    ];
    for (const title of ["Design", "Build"]) await ana.person.newCard(title);
    const { cards } = await ask(ana.person, "WatchBoard", { workspace, board });
    const [card, other] = ["Design", "Build"].map((title) => cards.find((each) => each.title === title)!.id) as [
      CardId,
      CardId,
    ];
    await ana.person.goTo(S.documents);
    await ana.person.page.getByRole("textbox", { name: S.title }).fill("Brief");
    await ana.person.page.getByRole("button", { name: S.newDocument }).click();
    await ana.person.page.getByRole("textbox", { name: S.text }).click();
    await ana.person.page.keyboard.type("We build it.");
    await ana.person.syncSays("Everything is synced");
    const bo = await inBrowser("Bo");
    const linkFor = async (url: string) => (await ana.person.freshInvite()).replace(/^https?:\/\/[^/#]+/, url);
    await bo.person.join(await linkFor(bo.cable.url));
    await stage.java.meridian("carla", "join", await linkFor(stage.url), "--name", "Carla", "--zone", "Europe/Lisbon");
    await stage.java.meridian("carla", "sync");
    const where = { workspace, board, card, other };
    const browsers = [new InBrowser(ana.person, ana.cable, where), new InBrowser(bo.person, bo.cable, where)];
    const everybody: readonly Teammate[] = [...browsers, new InJava(card, other)];
    for (const each of browsers) await each.write("", "end"); // every page has been opened once

    for (let round = 0; round < ROUNDS; round++) {
      for (const absent of everybody) {
        const others = everybody.filter((each) => each !== absent);
        const turn = `${round + 1} without ${absent.name}`;
        await absent.leave();
        for (const each of [absent, ...others]) {
          await each.move(each === absent ? 30 : -20, 25);
          await each.rename(`${turn}, by ${each.name}`);
          await each.arrow();
          await each.write(`${each.name} ${round}`, each === absent ? "start" : "end");
        }
        for (const each of others) await each.meet();
        await absent.back();
        // The Java client hears of the others only when it asks, and they of it at once.
        for (const each of [...everybody, ...everybody]) await each.meet();
        await expect
          .poll(async () => new Set(await Promise.all(everybody.map((each) => each.all()))).size, {
            timeout: 30_000,
            message: turn,
          })
          .toBe(1);
        const { documents } = JSON.parse(await browsers[0]!.all()) as { readonly documents: object };
        for (const document of [board, ...(Object.keys(documents) as DocumentId[])]) {
          const [one, two] = await Promise.all(
            browsers.map(({ person }) => ask(person, "Heads", { workspace, document })),
          );
          expect([...(one ?? [])].sort(), `heads of ${document}`).toEqual([...(two ?? [])].sort());
        }
        const latest = others.at(-1)!.name;
        const held = (await ask(browsers[0]!.person, "WatchBoard", { workspace, board })).cards.find(
          ({ id }) => id === card,
        );
        expect(
          held?.meta.conflicts.map(({ field }) => field),
          turn,
        ).toContain("title");
        for (const browser of browsers) {
          const said = await browser.authorsOfTheConflict();
          for (const name of [absent.name, latest]) expect(said, turn).toContain(name);
          await browser.photograph(turn.replaceAll(" ", "-"));
        }
      }
    }
    const text = await everybody[0]!.all();
    for (const each of everybody)
      for (let round = 0; round < ROUNDS; round++) expect(text).toContain(`${each.name} ${round}`);
  },
  ROUNDS * 240_000,
);
