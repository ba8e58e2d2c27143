/** What works without a relay, what outlives the browser, and how a newer app takes over. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DOCUMENT_STRINGS } from "../src/ui/documents/strings";
import { STRINGS } from "../src/ui/strings";
import { MortalBrowser } from "./chromium";
import { Person } from "./person";
import { openStage } from "./stage";

const stage = openStage();
const soak = process.env.MERIDIAN_SOAK === "true";
const KILLS = soak ? 20 : 3;
/** After so long what was on the screen is on the disk. */
const QUARTER_SECOND = 250;

/** Until the service worker has kept the app. */
async function kept({ page }: Person): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

const packaged = new URL("../target/classes/meridian-web", import.meta.url).pathname;

test("with the relay dead the app opens again, edits are kept and counted, and arrive when it is back", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  const bo = await stage.person("Bo");
  await bo.join(await ana.invite());
  await ana.newBoard("Roadmap");
  await ana.newCard("Ship it");
  await ana.syncSays("Everything is synced");
  await kept(ana);

  await stage.java.stopRelay("SIGKILL");
  await ana.syncSays("Offline");
  const { x, y } = await ana.place("Ship it");
  await ana.drag("Ship it", 240, 120);
  await expect.poll(() => ana.place("Ship it")).toEqual({ x: x + 240, y: y + 120 });
  await ana.newCard("Tell everybody");
  await ana.syncSays(/Offline, \d+ changes kept here/);
  await ana.page.reload();
  await ana.card("Tell everybody").waitFor();
  await ana.syncSays(/Offline, \d+ changes kept here/);
  expect(await ana.place("Ship it")).toEqual({ x: x + 240, y: y + 120 });

  await stage.java.startRelay();
  await ana.asksForTheRelay();
  await ana.syncSays("Everything is synced");
  await bo.page.reload();
  await bo.goTo(STRINGS.boards);
  await bo.page.getByRole("link", { name: "Roadmap" }).click();
  await bo.card("Tell everybody").waitFor();
  await bo.card("Ship it").waitFor();
});

test("a newer app is offered, and takes over without losing what is being typed", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await ana.newBoard("Roadmap");
  await ana.newCard("Ship it");
  await kept(ana);
  await ana.page.reload(); // from now on the service worker serves it
  await ana.card("Ship it").waitFor();

  const overlay = mkdtempSync(join(tmpdir(), "meridian-newer-"));
  try {
    cpSync(packaged, join(overlay, "meridian-web"), { recursive: true });
    alter(join(overlay, "meridian-web"));
    await stage.java.stopRelay();
    await stage.java.startRelay(overlay);
    await ana.page.evaluate(async () => {
      await (await navigator.serviceWorker.ready).update();
    });
    await ana.sees(STRINGS.newVersion);
    await ana.card("Ship it").dblclick();
    await ana.page.locator("#canvas ~ textarea").fill("Ship it on Friday"); // and no Enter
    const again = ana.page.waitForEvent("load");
    await ana.page.getByRole("button", { name: STRINGS.takeNewVersion }).click();
    await again;
    await ana.card("Ship it on Friday").waitFor();
    expect(await ana.page.title()).toBe("Meridian, newer");
  } finally {
    rmSync(overlay, { recursive: true, force: true });
    await stage.java.stopRelay();
    await stage.java.startRelay();
  }
});

/** Another build of the same app: another name of its cache, another title. */
function alter(files: string): void {
  const change = (name: string, from: RegExp, to: string) => {
    const path = join(files, name);
    const text = readFileSync(path, "utf8");
    expect(text).toMatch(from);
    writeFileSync(path, text.replace(from, to));
  };
  change("serviceWorker.js", /const BUILD = "[0-9a-f]+"/, 'const BUILD = "0123456789abcdef"');
  change("index.html", /<title>Meridian/, "<title>Meridian, newer");
  // As they are, without packing; with hashes of their own.
  change("files.txt", /index\.html .*/, "index.html aaaaaaaaaaaaaaaa");
  change("files.txt", /serviceWorker\.js .*/, "serviceWorker.js bbbbbbbbbbbbbbbb");
}

test(`the tab is closed in the middle of typing ${KILLS} times, and what was on the screen for a quarter of a second is there`, async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await ana.goTo(STRINGS.documents);
  await ana.page.getByRole("textbox", { name: DOCUMENT_STRINGS.title }).fill("Brief");
  await ana.page.getByRole("button", { name: DOCUMENT_STRINGS.newDocument }).click();
  await ana.page.waitForURL(/\/document\//);
  const address = ana.page.url();
  await kept(ana);
  await stage.java.stopRelay("SIGKILL"); // nobody else has what is kept here
  let tab = ana.page;
  const words: string[] = [];
  for (let round = 0; round < KILLS; round++) {
    const text = tab.getByRole("textbox", { name: DOCUMENT_STRINGS.text });
    await text.click();
    await tab.keyboard.press("Control+End");
    const word = `word${round}`;
    await tab.keyboard.type(`${word} `, { delay: 20 });
    words.push(word);
    await tab.waitForTimeout(QUARTER_SECOND);
    await tab.keyboard.type("and"); // what is younger may be lost
    const context = tab.context();
    const before = tab;
    // The next tab is another visit: the engine ends with its last page.
    await before.close();
    tab = await context.newPage();
    ana.watch(tab);
    await tab.goto(address);
    await expect
      .poll(() => tab.getByRole("textbox", { name: DOCUMENT_STRINGS.text }).textContent(), { timeout: 15_000 })
      .toContain(word);
  }
  const all = await tab.getByRole("textbox", { name: DOCUMENT_STRINGS.text }).textContent();
  for (const word of words) expect(all).toContain(word);
  await stage.java.startRelay();
}, 300_000);

test(`the browser is killed ${KILLS} times a quarter of a second after a card was dropped, and every drop is there`, async () => {
  const profile = mkdtempSync(join(tmpdir(), "meridian-profile-"));
  const browser = new MortalBrowser(profile);
  try {
    let ana = await open(browser);
    await ana.create("Atlas");
    await ana.newBoard("Roadmap");
    await ana.newCard("Tell everybody");
    await ana.newCard("Ship it");
    await kept(ana);
    await ana.syncSays("Everything is synced");
    await stage.java.stopRelay("SIGKILL"); // nobody else has what is kept here
    for (let round = 0; round < KILLS; round++) {
      const { x, y } = await apart(ana);
      const [right, down] = round % 2 === 0 ? [60, 20] : [-40, -20];
      await ana.drag("Ship it", right, down);
      await ana.page.waitForTimeout(QUARTER_SECOND);
      await browser.kill();
      ana = await open(browser);
      await ana.card("Ship it").waitFor();
      // First it may be painted as it was before; the engine knows.
      await expect
        .poll(() => apart(ana), { message: `after kill ${round + 1}`, timeout: 15_000 })
        .toEqual({ x: x + right, y: y + down });
    }
    await stage.java.startRelay();
    await ana.asksForTheRelay();
    await ana.syncSays("Everything is synced");
    expect(ana.complaints).toEqual([]);
  } finally {
    await browser.kill();
    rmSync(profile, { recursive: true, force: true });
  }
}, 300_000);

/** How far the one card is from the other: where on the board one looks is not kept so hard. */
async function apart(ana: Person): Promise<{ readonly x: number; readonly y: number }> {
  const [one, other] = [await ana.place("Ship it"), await ana.place("Tell everybody")];
  return { x: one.x - other.x, y: one.y - other.y };
}

async function open(browser: MortalBrowser): Promise<Person> {
  const started = await browser.start();
  const [context] = started.contexts();
  if (context === undefined) throw new Error("the browser has no profile");
  const page = await context.newPage();
  await page.setViewportSize({ width: 1200, height: 800 });
  const ana = new Person("Ana", stage.url, page);
  await page.goto(stage.url);
  return ana;
}
