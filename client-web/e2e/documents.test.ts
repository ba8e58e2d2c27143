/** Documents: typed, read, linked and talked about, by two people at once. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { DOCUMENT_STRINGS as S } from "../src/ui/documents/strings";
import type { Person } from "./person";
import { expectAccessible, openStage } from "./stage";

const stage = openStage();

const text = ({ page }: Person) => page.getByRole("textbox", { name: S.text });

async function newDocument(person: Person, title: string, template?: string): Promise<void> {
  await person.goTo(S.documents);
  await person.page.getByRole("textbox", { name: S.title }).fill(title);
  if (template !== undefined) await person.page.getByLabel(S.template).selectOption(template);
  await person.page.getByRole("button", { name: S.newDocument }).click();
  await text(person).waitFor();
}

/** The Markdown as it is shown in the source view. */
async function markdown(person: Person): Promise<string> {
  const source = person.page.getByRole("button", { name: S.source });
  await source.click();
  const lines = await person.page.locator(".cm-line").allTextContents();
  await source.click();
  return lines.join("\n");
}

/** Until a completion is offered, and its list has stood long enough to take a key: one that has just appeared takes none. */
async function offered({ page }: Person, name: string): Promise<void> {
  await page.locator(".cm-tooltip-autocomplete").getByText(name).waitFor();
  await page.waitForTimeout(150);
}

async function openDocument(person: Person, title: string): Promise<void> {
  await person.goTo(S.documents);
  await person.page.getByRole("link", { name: title }).click();
  await text(person).waitFor();
}

test("a brief is begun from its template, typed into, and there after a reload; it is read without signs", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await newDocument(ana, "Seats", "Brief");
  await ana.page.getByText("We do not build").first().waitFor();
  await text(ana).click();
  await ana.page.keyboard.press("Control+Home");
  await ana.page.keyboard.type("# Seats\n**Few** and `small`.\n- [ ] count them\n");
  await ana.page.keyboard.press("Control+End");
  expect(await markdown(ana)).toContain("# Seats\n**Few** and `small`.\n- [ ] count them\n");
  await ana.page.reload();
  await text(ana).waitFor();
  await expect.poll(() => ana.page.locator(".cm-line").first().textContent()).toBe("Seats");
  expect(await ana.page.locator(".cm-line").nth(1).textContent()).toBe("Few and small.");
  await ana.page.getByRole("checkbox", { name: S.open }).first().click();
  await ana.page.getByRole("checkbox", { name: S.done }).first().waitFor();
  expect(await markdown(ana)).toContain("- [x] count them");
  await expectAccessible(ana);
});

test("two people type into one paragraph, and each keeps their cursor", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await newDocument(ana, "Seats");
  await text(ana).click();
  await ana.page.keyboard.type("Ana begins. The end.");
  const bo = await stage.person("Bo");
  await bo.join(await ana.invite());
  await openDocument(bo, "Seats");
  await openDocument(ana, "Seats");
  await text(bo).getByText("The end.").waitFor();
  await text(ana).click();
  await ana.page.keyboard.press("Control+Home");
  await text(bo).click();
  await bo.page.keyboard.press("Control+End");
  await Promise.all([
    ana.page.keyboard.type("One two three four five. ", { delay: 15 }),
    bo.page.keyboard.type(" Six seven eight nine ten.", { delay: 15 }),
  ]);
  const whole = "One two three four five. Ana begins. The end. Six seven eight nine ten.";
  await expect.poll(() => text(ana).textContent(), { timeout: 15_000 }).toContain(whole);
  await expect.poll(() => text(bo).textContent(), { timeout: 15_000 }).toContain(whole);
  await bo.page.locator(".cm-caret[data-name='Ana']").waitFor();
  // What Ana takes back is hers alone.
  await ana.page.keyboard.press("Control+z");
  await expect.poll(() => text(bo).textContent(), { timeout: 15_000 }).not.toContain("One two");
  expect(await text(bo).textContent()).toContain("Six seven eight nine ten.");
});

test("a comment stays with its words, blocks, and says when they were deleted", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await newDocument(ana, "Seats");
  await text(ana).click();
  await ana.page.keyboard.type("Seats are few.");
  await ana.page.keyboard.press("Control+Home");
  await ana.page.keyboard.press("Control+Shift+ArrowRight");
  await ana.page.getByRole("button", { name: S.comment }).click();
  await ana.page.getByRole("textbox", { name: S.saySomething }).fill("How many, @Ana?");
  await ana.page.getByRole("button", { name: S.send }).click();
  await ana.sees("How many, @Ana?");
  await ana.page.locator(".cm-commented").getByText("Seats").waitFor();
  await ana.page.getByRole("button", { name: S.raise }).click();
  await ana.page.getByText(S.blocker, { exact: true }).waitFor();
  await expectAccessible(ana);
  await text(ana).click();
  await ana.page.keyboard.press("Control+a");
  await ana.page.keyboard.press("Delete");
  await ana.sees(S.originalDeleted);
  await ana.page.getByRole("button", { name: S.resolve }).click();
  await ana.sees(S.showResolved(1));
});

test("links are completed, lead there, and are seen from the other side", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await newDocument(ana, "Ferry lines");
  await newDocument(ana, "Seats");
  await text(ana).click();
  await ana.page.keyboard.type("See [[Fer");
  await offered(ana, "Ferry lines");
  await ana.page.keyboard.press("Enter");
  await ana.page.keyboard.type(" first, @A");
  await offered(ana, "Ana");
  await ana.page.keyboard.press("Enter");
  await ana.page.keyboard.type("\nNext line");
  const chip = ana.page.locator("a.cm-chip");
  expect(await chip.textContent()).toBe("Ferry lines");
  await chip.click();
  await ana.page.waitForURL(/\/document\//);
  await ana.page.getByRole("textbox", { name: S.title }).and(ana.page.locator("[value='Ferry lines']")).waitFor();
  await ana.page.getByRole("region", { name: S.backlinks }).getByRole("link", { name: "Seats" }).click();
  await ana.page.locator("[value='Seats']").waitFor();
});

const TRACE = join(process.env.MERIDIAN_DATA ?? "", "traces/automerge-paper.json.gz");

test.skipIf(!existsSync(TRACE))("a paper of 105 KB is typed into without lag", async () => {
  const { endContent } = JSON.parse(gunzipSync(readFileSync(TRACE)).toString()) as { endContent: string };
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await newDocument(ana, "Paper");
  await text(ana).click();
  await ana.page.keyboard.insertText(endContent);
  await ana.page.keyboard.press("Control+Home");
  const millis = await keystrokes(ana, "The quick brown fox jumps over the lazy dog. ".repeat(4));
  const sorted = millis.sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)]?.toFixed(1);
  console.log(`a keystroke in ${endContent.length} characters: half ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  expect(await markdown(ana)).toContain("lazy dog.");
});

/** How long the page's own thread is busy with each key: from the event until it can do something else. */
async function keystrokes({ page }: Person, words: string): Promise<number[]> {
  await page.evaluate(() => {
    const found: number[] = [];
    (window as { keystrokes?: number[] }).keystrokes = found;
    const { port1, port2 } = new MessageChannel();
    let begun = 0;
    port1.onmessage = () => found.push(performance.now() - begun);
    addEventListener(
      "keydown",
      () => {
        begun = performance.now();
        port2.postMessage(0);
      },
      { capture: true },
    );
  });
  await page.keyboard.type(words, { delay: 30 });
  return page.evaluate(() => (window as { keystrokes?: number[] }).keystrokes ?? []);
}

test("an earlier version is found with its author, compared with now, and taken back as a new edit_RHY8", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await newDocument(ana, "Seats");
  await text(ana).click();
  await ana.page.keyboard.type("Forty seats.");
  await ana.syncSays("Everything is synced");
  const bo = await stage.person("Bo", { viewport: { width: 390, height: 844 } });
  await bo.join(await ana.invite());
  await openDocument(bo, "Seats");
  await text(bo).click();
  await bo.page.keyboard.press("Control+A");
  await bo.page.keyboard.type("Fifty chairs.");
  await bo.syncSays("Everything is synced");
  await openDocument(ana, "Seats");
  await ana.page.getByText("Fifty chairs.").waitFor();
  await ana.page.getByRole("button", { name: S.earlier }).click();
  const versions = ana.page.getByRole("list", { name: S.versions }).getByRole("button");
  await expect.poll(() => versions.allTextContents()).toHaveLength(2);
  expect(await versions.nth(0).textContent()).toMatch(/, Bo$/);
  // By keys alone: to the version before, and back to the page.
  await ana.page.getByRole("slider", { name: S.version }).press("ArrowLeft");
  const shown = ana.page.getByLabel(S.versionText);
  await expect.poll(() => shown.locator("del").allTextContents()).not.toEqual([]);
  await expectAccessible(ana);
  await ana.page.getByLabel(S.compareWithNow).uncheck();
  await expect.poll(() => shown.textContent()).toBe("Forty seats.");
  await ana.page.getByRole("button", { name: S.restore }).press("Enter");
  await expect.poll(() => markdown(bo)).toBe("Forty seats.");
});

test("Markdown files become documents linked to their cards, and newer ones update them_FMTMD1_FMTMD4", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await ana.newBoard("Roadmap");
  await ana.newCard("Seat count");
  await ana.goTo(S.documents);
  const bring = async (name: string, content: string) => {
    const asked = ana.page.waitForEvent("filechooser");
    await ana.page.getByRole("button", { name: S.bringIn }).press("Enter");
    await (await asked).setFiles([{ name, mimeType: "text/markdown", buffer: Buffer.from(content) }]);
  };
  await bring("why.md", "---\ncard: Seat count\n---\n# Why seats\n\nSomebody counts.\n");
  await ana.sees("1 document brought in.");
  await ana.page.getByRole("listitem").filter({ hasText: "Why seats" }).getByText(S.cardsLinked(1)).waitFor();
  await expectAccessible(ana);
  await bring("why.md", "# Why seats\n\nNobody counts.\n");
  await ana.sees("1 document updated.");
  await bring("bad.md", "---\nid:\n  - a\n  - b\n---\n");
  await ana.page.getByText(/bad\.md:2: "id" has several values/).waitFor();
  await openDocument(ana, "Why seats");
  await ana.sees("Nobody counts.");
});
