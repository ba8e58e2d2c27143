/**
 * The stage of a browser test: the packaged relay on loopback, Chromium, and people with a browser profile each. A test file calls `openStage()` once and asks it
 * for people. After each test no page may have broken the content security policy, logged an error or thrown.
 *
 *     const stage = openStage();
 *     test("a card is there after a reload", async () => {
 *       const ana = await stage.person("Ana");
 *       await ana.create("Atlas");
 *       ...
 *     });
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContextOptions, chromium } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { JavaWorld, javaHome } from "../test/java";
import { CHROMIUM, FLAGS } from "./chromium";
import { Person } from "./person";

export class Stage {
  private started: Browser | undefined;
  private people: Person[] = [];
  readonly java = new JavaWorld(javaHome() ?? "");

  get url(): string {
    return this.java.url;
  }

  /** Somebody with a fresh browser profile, who has the app open. @param url where they reach the relay */
  async person(name: string, options: BrowserContextOptions = {}, url = this.url): Promise<Person> {
    if (this.started === undefined) throw new Error("the stage is not open yet");
    const context = await this.started.newContext({ viewport: { width: 1200, height: 800 }, ...options });
    const page = await context.newPage();
    const person = new Person(name, url, page);
    this.people.push(person);
    await page.goto(url);
    return person;
  }

  /** @param relay more words for the relay's command line; `flags` more for Chromium */
  async open(relay: readonly string[] = [], flags: readonly string[] = []): Promise<void> {
    await this.java.startRelay(undefined, ...relay);
    this.started = await chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...flags] });
  }

  /** Looks at what the pages said, and closes them. */
  async settle(): Promise<void> {
    const people = this.people;
    this.people = [];
    for (const { page } of people) await page.context().close();
    for (const { name, complaints } of people) expect(complaints, `what ${name}'s pages complained of`).toEqual([]);
  }

  async close(): Promise<void> {
    await this.started?.close();
    await this.java.end();
  }
}

const START_MILLIS_MAX = 240_000;

/** A stage for the tests of this file. */
export function openStage(relay: readonly string[] = [], flags: readonly string[] = []): Stage {
  const stage = new Stage();
  // Longer than a test: a machine that is busy takes its time to start a relay, and a test that was never run says nothing.
  beforeAll(() => stage.open(relay, flags), START_MILLIS_MAX);
  afterEach(() => stage.settle());
  afterAll(() => stage.close());
  return stage;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** What axe finds on the page as it is, as lines for a person; none is good. */
export async function axe({ page }: Person): Promise<readonly string[]> {
  // Through the debugger: the policy of the page lets no script of ours in, and that is right.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axeSource });
  await session.detach();
  const { violations } = await page.evaluate(() => {
    const { axe } = globalThis as unknown as { axe: { run(on: Document, how: object): Promise<AxeResults> } };
    return axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html} ${failureSummary ?? ""}`),
  );
}

/** The page is clean by axe in light and in dark. */
export async function expectAccessible(person: Person): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await person.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await axe(person), `${person.page.url()} in ${colorScheme}`).toEqual([]);
  }
  await person.page.emulateMedia({ colorScheme: "light" });
}
