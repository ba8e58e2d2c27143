/** The canvas: what hands and keys do on it, by what is on the screen afterwards. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CANVAS } from "../src/ui/canvas/strings";
import type { Person } from "./person";
import { expectAccessible, openStage } from "./stage";

const stage = openStage();

async function board(name = "Ana"): Promise<Person> {
  const person = await stage.person(name);
  await person.create("Atlas");
  await person.newBoard("Roadmap");
  await person.page.locator("#canvas").focus();
  return person;
}

const titles = ({ page }: Person) => page.getByRole("option").locator("p:first-of-type").allTextContents();

/** By the keyboard, as one who does not see the mouse. */
async function typeCard({ page }: Person, key: string, title: string): Promise<void> {
  await page.keyboard.press(key);
  await page.locator("#canvas ~ textarea").waitFor();
  await page.keyboard.type(title);
  await page.keyboard.press("Enter");
  await page.getByRole("option").filter({ hasText: title }).waitFor();
}

async function choose({ page }: Person, key: string, typed: string): Promise<void> {
  await page.keyboard.press(key);
  await page.getByRole("combobox", { expanded: true }).waitFor();
  await page.keyboard.type(typed);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
}

test("the keyboard alone makes, links, fills in, walks, deletes and takes back", async () => {
  const ana = await board();
  const { page } = ana;
  await typeCard(ana, "c", "Design");
  await typeCard(ana, "Control+ArrowRight", "Build");
  await choose(ana, "s", "progress");
  await choose(ana, "a", "ana");
  await choose(ana, "l", "web");
  const build = page.getByRole("option", { name: /^Build, In progress, owned by Ana, waits for 1/ });
  await build.waitFor();
  await page.getByRole("button", { name: `${CANVAS.blocked} 1` }).waitFor();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect
    .poll(() => page.locator("#canvas").getAttribute("aria-activedescendant"))
    .not.toBe(await build.getAttribute("id"));
  await page.getByRole("option", { name: "Design", selected: true }).waitFor();
  await choose(ana, "s", "done");
  await page.getByRole("button", { name: `${CANVAS.blocked} 0` }).waitFor();
  await page.keyboard.press("Delete");
  await expect.poll(() => titles(ana)).toEqual(["Build"]);
  await page.keyboard.press("Control+z");
  await expect.poll(() => titles(ana).then((all) => all.sort())).toEqual(["Build", "Design"]);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: CANVAS.help }).waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
});

test("lines that are pasted become cards; a marquee takes them, Ctrl+G groups them, and the group takes them along", async () => {
  const ana = await board();
  const { page } = ana;
  await paste(ana, "- One\n- Two\n- Three");
  await expect.poll(() => titles(ana).then((all) => all.sort())).toEqual(["One", "Three", "Two"]);
  await page.keyboard.press("Escape");
  const box = (await page.locator("#canvas").boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 30, box.y + box.height - 90, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => page.getByRole("option", { selected: true }).count()).toBe(3);
  await page.keyboard.press("Control+g");
  await page.locator("#canvas ~ textarea").fill("Lane");
  await page.keyboard.press("Enter");
  const before = await ana.place("Two");
  const one = await ana.onScreen("One");
  // By its title, which stands above its first card.
  await page.mouse.move(one.x - 20, one.y - 44);
  await page.mouse.down();
  await page.mouse.move(one.x + 40, one.y - 44, { steps: 4 });
  await page.mouse.move(one.x + 60, one.y - 44);
  await page.mouse.up();
  await expect.poll(() => ana.place("Two").then(({ x }) => x)).toBe(before.x + 80);
  await page.keyboard.press("Control+z");
  await expect.poll(() => ana.place("Two").then(({ x }) => x)).toBe(before.x);
});

async function paste({ page }: Person, text: string): Promise<void> {
  await page.evaluate((words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", words);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  }, text);
}

test("an arrow is drawn from a handle; one that closes a cycle says so first, and is red when it is wanted (CYCLE-4)", async () => {
  const ana = await board();
  const { page } = ana;
  await typeCard(ana, "c", "Egg");
  await typeCard(ana, "Control+ArrowRight", "Hen");
  await page.keyboard.press("Shift+Digit1");
  await page.waitForFunction(() => !document.querySelector('[style*="will-change: transform"]'));
  await ana.card("Hen").click();
  const [hen, egg] = [(await ana.card("Hen").boundingBox())!, (await ana.card("Egg").boundingBox())!];
  await page.mouse.move(hen.x + hen.width / 2, hen.y + hen.height + 14);
  await page.mouse.down();
  await page.mouse.move(hen.x, hen.y + hen.height + 40, { steps: 3 });
  await page.mouse.move(egg.x + egg.width / 2, egg.y + egg.height / 2, { steps: 3 });
  await page.mouse.up();
  const warning = page.getByRole("dialog", { name: CANVAS.cycleTitle });
  await warning.waitFor();
  expect(await warning.getByRole("listitem").allTextContents()).toEqual(["Hen", "Egg", "Hen"]);
  await warning.getByRole("button", { name: CANVAS.makeAnyway }).click();
  await page.getByRole("button", { name: CANVAS.cycles(1) }).click();
  await page.getByRole("button", { name: /Egg → Hen → Egg|Hen → Egg → Hen/ }).waitFor();
});

test("the selection is arranged by its arrows in one step, under the security policy", async () => {
  const ana = await board();
  const { page } = ana;
  await typeCard(ana, "c", "First");
  await typeCard(ana, "Control+ArrowDown", "Second");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+Shift+L");
  const [first, before] = [await ana.place("First"), await ana.place("Second")];
  expect(before.y).toBeGreaterThan(first.y);
  await expect
    .poll(async () => (await ana.place("Second")).x > (await ana.place("First")).x, { timeout: 20_000 })
    .toBe(true);
  await page.keyboard.press("Control+z");
  await expect.poll(() => ana.place("Second")).toEqual(before);
});

test("what is said blocks, what fits the filters stands out, and the filters are in the address", async () => {
  const ana = await board();
  const { page } = ana;
  await typeCard(ana, "c", "Ship it");
  await choose(ana, "a", "ana");
  await page.getByRole("textbox", { name: CANVAS.newThread }).fill("No room is booked.");
  await page.getByRole("checkbox", { name: CANVAS.asBlocker }).check();
  await page.getByRole("button", { name: CANVAS.send }).click();
  await page.getByRole("button", { name: `${CANVAS.needsMe} 1` }).waitFor();
  await page.getByRole("button", { name: `${CANVAS.blocked} 1` }).click();
  await page.locator("#canvas").focus();
  await typeCard(ana, "c", "Something else");
  await expect.poll(() => ana.card("Something else").getAttribute("data-dim")).toBe("true");
  expect(await ana.card("Ship it").getAttribute("data-dim")).toBeNull();
  expect(page.url()).toContain("?show=blocked");
  await page.reload();
  await page.getByRole("button", { name: `${CANVAS.blocked} 1`, pressed: true }).waitFor();
  await ana.card("Ship it").click();
  await page.getByRole("button", { name: CANVAS.clear, exact: true }).click();
  await page.getByRole("button", { name: `${CANVAS.blocked} 0` }).waitFor();
});

test("two people see each other, what the other changed, and the board as it was", async () => {
  const ana = await board();
  await typeCard(ana, "c", "Ship it");
  const bo = await stage.person("Bo");
  await bo.join(await ana.invite());
  await ana.goTo("Boards");
  await ana.page.getByRole("link", { name: "Roadmap" }).click();
  await bo.goTo("Boards");
  await bo.page.getByRole("link", { name: "Roadmap" }).click();
  await ana.page.getByRole("img", { name: CANVAS.here("Bo") }).waitFor();
  await bo.card("Ship it").dblclick();
  await bo.page.locator("#canvas ~ textarea").fill("Ship it on Friday");
  await bo.page.keyboard.press("Enter");
  await ana.card("Ship it on Friday").waitFor();
  await ana.page.getByRole("option", { name: /by .*Bo/ }).waitFor();
  await ana.page.getByRole("button", { name: CANVAS.more }).click();
  await ana.page.getByRole("button", { name: CANVAS.timeTravel }).click();
  const slider = ana.page.getByRole("slider", { name: CANVAS.travelTo });
  await slider.focus();
  await ana.page.keyboard.press("ArrowLeft");
  await ana.card("Ship it").waitFor();
  await ana.page.getByRole("button", { name: CANVAS.travelNow }).click();
  await ana.card("Ship it on Friday").waitFor();
});

test("the board goes out as JSON Canvas, SVG and PNG", async () => {
  const ana = await board();
  await typeCard(ana, "c", "A <b> & c");
  const saved = async (name: string) => {
    await ana.page.getByRole("button", { name: CANVAS.more }).click();
    const download = ana.page.waitForEvent("download");
    await ana.page.getByRole("button", { name }).click();
    return readFileSync(await (await download).path());
  };
  const svg = (await saved(CANVAS.exportSvg)).toString();
  expect(svg).toContain("A &lt;b&gt; &amp; c");
  expect((await saved(CANVAS.exportPng)).subarray(1, 4).toString()).toBe("PNG");
  expect(JSON.parse((await saved(CANVAS.exportCanvas)).toString()).nodes).toHaveLength(1);
});

test("the board, its panel, outline and dialogs are accessible in light and dark", async () => {
  const ana = await board();
  const { page } = ana;
  await typeCard(ana, "c", "Design");
  await typeCard(ana, "Control+ArrowRight", "Build");
  await choose(ana, "s", "review");
  await choose(ana, "a", "ana");
  await expectAccessible(ana);
  await page.locator("#canvas").focus();
  await page.keyboard.press("o");
  await page.getByRole("tree", { name: CANVAS.outline }).waitFor();
  await expectAccessible(ana);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: CANVAS.search }).getByRole("combobox").waitFor();
  await expectAccessible(ana);
});
