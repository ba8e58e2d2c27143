/** Saying something about cards and documents: who may, what of one's own can be said better, and names that complete themselves. */
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { ACCESS, ROLE_WORDS } from "../src/ui/access/strings";
import { CANVAS } from "../src/ui/canvas/strings";
import { COMMON } from "../src/ui/common/strings";
import { DOCUMENT_STRINGS as S } from "../src/ui/documents/strings";
import { STRINGS } from "../src/ui/strings";
import type { RoleName } from "../src/worker/accessApi";
import type { Person } from "./person";
import { expectAccessible, openStage } from "./stage";

const stage = openStage();

/** A link for somebody who may do so much. */
async function inviteAs(owner: Person, role: RoleName): Promise<string> {
  await owner.goTo(STRINGS.team);
  await owner.page.getByRole("link", { name: ACCESS.manage }).click();
  await owner.page.getByRole("combobox", { name: ACCESS.role, exact: true }).selectOption(ROLE_WORDS[role]);
  await owner.page.getByRole("button", { name: ACCESS.invite, exact: true }).click();
  return owner.page.getByRole("textbox", { name: ACCESS.inviteLink }).inputValue();
}

async function joinedAs(owner: Person, name: string, role: RoleName): Promise<Person> {
  const person = await stage.person(name);
  await person.join(await inviteAs(owner, role));
  return person;
}

async function openCard(person: Person, board: string, card: string): Promise<Locator> {
  await person.goTo(STRINGS.boards);
  await person.page.getByRole("link", { name: board }).click();
  await person.isOpen();
  await person.card(card).click();
  const panel = person.page.getByRole("complementary", { name: CANVAS.details });
  await panel.getByRole("heading", { name: CANVAS.threads }).waitFor();
  return panel;
}

test("who may only comment asks, says it better, takes it back and settles it on a card; who may only read does not_MEM7_DISC31", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Orbit");
  await ana.newBoard("Roadmap");
  await ana.newCard("Crane");
  const cem = await joinedAs(ana, "Cem", "commenter");
  await cem.sees(STRINGS.commentOnly);
  const theirs = await openCard(cem, "Roadmap", "Crane");
  expect(await cem.page.getByRole("button", { name: CANVAS.addCard }).count()).toBe(0);
  expect(await theirs.getByRole("button", { name: CANVAS.delete }).count()).toBe(0);
  await theirs.getByRole("textbox", { name: CANVAS.newThread }).fill("Which crain?");
  await theirs.getByRole("button", { name: CANVAS.send }).click();
  await theirs.getByText("Which crain?").waitFor();
  await theirs.getByRole("button", { name: COMMON.edit, exact: true }).click();
  await theirs.getByRole("textbox", { name: COMMON.editOwn }).fill("Which crane?");
  await theirs.getByRole("button", { name: COMMON.save }).click();
  await theirs.getByText("Which crane?").waitFor();
  await expectAccessible(cem);

  const ours = await openCard(ana, "Roadmap", "Crane");
  await ours.getByText("Which crane?").waitFor();
  await ours.getByText(COMMON.edited).waitFor();
  expect(await ours.getByRole("button", { name: COMMON.remove, exact: true }).count()).toBe(0);
  await ours.getByRole("textbox", { name: CANVAS.reply }).fill("The old one");
  await ours.getByRole("textbox", { name: CANVAS.reply }).press("Control+Enter");

  await theirs.getByText("The old one").waitFor();
  await theirs.getByRole("textbox", { name: CANVAS.reply }).fill("Never mind");
  await theirs.getByRole("button", { name: CANVAS.send }).click();
  const own = theirs
    .locator("div")
    .filter({ has: cem.page.getByText("Never mind", { exact: true }) })
    .last();
  await own.getByRole("button", { name: COMMON.remove, exact: true }).click();
  await expect.poll(() => theirs.getByText("Never mind").count()).toBe(0);
  await cem.page.getByRole("button", { name: COMMON.bringBack }).click();
  await theirs.getByText("Never mind").waitFor();
  await own.getByRole("button", { name: COMMON.remove, exact: true }).click();
  await expect.poll(() => theirs.getByText("Never mind").count()).toBe(0);
  await theirs.getByRole("button", { name: CANVAS.resolve }).click();
  await ours.getByText(`${CANVAS.resolved} (1)`).waitFor();

  const vic = await joinedAs(ana, "Vic", "viewer");
  const seen = await openCard(vic, "Roadmap", "Crane");
  await seen.getByText(`${CANVAS.resolved} (1)`).click();
  await seen.getByText("Which crane?").waitFor();
  expect(await seen.getByRole("textbox", { name: CANVAS.newThread }).count()).toBe(0);
  expect(await seen.getByRole("button", { name: CANVAS.reopen }).count()).toBe(0);
}, 180_000);

test("who may only comment quotes a document, and says it better and takes it back_DISC33", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Orbit");
  await ana.goTo(STRINGS.documents);
  await ana.page.getByRole("textbox", { name: S.title }).fill("Brief");
  await ana.page.getByRole("button", { name: S.newDocument }).click();
  const text = (person: Person) => person.page.getByRole("textbox", { name: S.text });
  await text(ana).click();
  await ana.page.keyboard.type("Departure on Monday.");
  const cem = await joinedAs(ana, "Cem", "commenter");
  await cem.goTo(STRINGS.documents);
  await cem.page.getByRole("link", { name: "Brief" }).click();
  await text(cem)
    .getByText("Departure")
    .dblclick({ position: { x: 12, y: 8 } });
  await cem.page.getByRole("button", { name: S.comment }).click();
  await cem.page.getByRole("textbox", { name: S.saySomething }).fill("From wear?");
  await cem.page.getByRole("button", { name: S.send }).click();
  await cem.page.locator(".cm-commented").getByText("Departure").waitFor();
  await cem.page.getByRole("button", { name: COMMON.edit, exact: true }).click();
  await cem.page.getByRole("textbox", { name: COMMON.editOwn }).fill("From where?");
  await cem.page.getByRole("button", { name: COMMON.save }).click();
  await cem.sees("From where?");
  await expectAccessible(cem);

  await ana.goTo(STRINGS.documents);
  await ana.page.getByRole("link", { name: "Brief" }).click();
  await ana.sees("From where?");
  await ana.page.locator(".cm-commented").getByText("Departure").waitFor();
  await text(ana).click();
  await ana.page.keyboard.press("Control+Home");
  await ana.page.keyboard.type("Our plan: ");
  await cem.page.getByText("Our plan: ").waitFor();
  await cem.page.locator(".cm-commented").getByText("Departure", { exact: true }).waitFor();
  await cem.page.getByRole("button", { name: COMMON.remove, exact: true }).click();
  await expect.poll(() => ana.page.getByText("From where?").count()).toBe(0);
}, 120_000);

test("a name completes itself by keys, and mentions whom it names_DISC12", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Orbit");
  const bo = await stage.person("Bo Berg");
  await bo.join(await ana.invite());
  await ana.newBoard("Roadmap");
  await ana.newCard("Crane");
  const panel = await openCard(ana, "Roadmap", "Crane");
  const field = panel.getByRole("textbox", { name: CANVAS.newThread });
  await field.click();
  await ana.page.keyboard.type("Ask @b");
  const choices = panel.getByRole("listbox", { name: COMMON.members });
  await choices.getByRole("option", { name: "Bo Berg", selected: true }).waitFor();
  expect(await field.getAttribute("aria-activedescendant")).not.toBeNull();
  await panel.getByText(COMMON.membersFit(1)).waitFor();
  await expectAccessible(ana);
  await ana.page.keyboard.press("Escape");
  await expect.poll(() => choices.count()).toBe(0);
  await ana.page.keyboard.press("Backspace");
  await choices.getByRole("option", { name: "Ana", selected: true }).waitFor();
  await ana.page.keyboard.press("ArrowDown");
  await choices.getByRole("option", { name: "Bo Berg", selected: true }).waitFor();
  await ana.page.keyboard.press("Enter");
  await ana.page.keyboard.type("about it");
  expect(await field.inputValue()).toBe("Ask @Bo Berg about it");
  await ana.page.keyboard.press("Control+Enter");
  await panel.getByText("Ask @Bo Berg about it").waitFor();

  await bo.goTo(STRINGS.boards);
  await bo.page.getByRole("link", { name: "Roadmap" }).click();
  await bo.page.getByRole("button", { name: `${CANVAS.needsMe} 1` }).waitFor();
}, 120_000);
