import { expect, test } from "vitest";
import { ACCESS } from "../src/ui/access/strings";
import { DOCUMENT_STRINGS } from "../src/ui/documents/strings";
import { SETTINGS_STRINGS } from "../src/ui/settings/strings";
import { STRINGS } from "../src/ui/strings";
import type { Person } from "./person";
import { expectAccessible, openStage } from "./stage";

const stage = openStage();
async function owner(): Promise<Person> {
  const ana = await stage.person("Ana");
  await ana.create("Orbit");
  await openAccess(ana);
  return ana;
}

async function openAccess(person: Person): Promise<void> {
  await person.goTo(STRINGS.team);
  await person.page.getByRole("link", { name: ACCESS.manage }).click();
  await person.page.getByRole("heading", { name: ACCESS.title }).waitFor();
}

test("an owner invites with approval, lets the newcomer in by their code, and removes them_MEM16_MEM13", async () => {
  const ana = await owner();
  await ana.page.getByLabel(ACCESS.approval).check();
  await ana.page.getByRole("button", { name: ACCESS.invite, exact: true }).click();
  const link = await ana.page.getByRole("textbox", { name: ACCESS.inviteLink }).inputValue();
  const ben = await stage.person("Ben");
  await ben.join(link);
  const told = await ben.page.getByText(/Your code: /).textContent();
  await ana.page
    .getByText(told?.split(": ")[1] ?? "no code", { exact: true })
    .first()
    .waitFor();
  await expectAccessible(ana);
  await ana.page.getByRole("button", { name: ACCESS.letIn }).click();
  await ana.page.getByRole("combobox", { name: `${ACCESS.role} Ben` }).waitFor();
  await ben.sees("Orbit");
  const remove = ana.page.getByRole("button", { name: `${ACCESS.remove} Ben` });
  await remove.click();
  await ana.page.getByRole("button", { name: ACCESS.really(ACCESS.remove) }).click();
  await ben.page
    .getByText(/You were removed from this workspace on/)
    .first()
    .waitFor();
  expect(await ana.page.getByRole("combobox", { name: `${ACCESS.role} Ben` }).count()).toBe(0);
}, 90_000);

test("an owner makes new recovery words, which are shown once_WORDS1", async () => {
  const ana = await owner();
  await ana.page.getByRole("button", { name: ACCESS.newWords }).click();
  await ana.page.getByRole("button", { name: ACCESS.really(ACCESS.newWords) }).click();
  await expect.poll(() => ana.page.getByRole("region", { name: ACCESS.words }).getByRole("listitem").count()).toBe(24);
  await expectAccessible(ana);
  await ana.page.getByRole("button", { name: ACCESS.written }).click();
}, 60_000);

test("a passphrase is asked for at the next start, and nothing else opens the keys_KEY1", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Orbit");
  await ana.goTo(STRINGS.settings);
  const { page } = ana;
  const passphrase = "seven herons at dawn";
  await page.getByLabel(SETTINGS_STRINGS.passphraseNext).fill(passphrase);
  await page.getByLabel(SETTINGS_STRINGS.passphraseAgain).fill(passphrase);
  await page.getByRole("button", { name: SETTINGS_STRINGS.passphraseSetDo }).click();
  await page.getByText(SETTINGS_STRINGS.passphraseNowSet).waitFor();
  await expectAccessible(ana);
  await page.goto("about:blank"); // the engine ends with its last page
  await page.goto(stage.url);
  await page.getByLabel(ACCESS.passphrase).fill("seven herons at dusk");
  await page.getByRole("button", { name: ACCESS.unlock }).click();
  await page.getByText("This is not the passphrase of this browser").waitFor();
  expect(await page.getByText("Orbit").isVisible()).toBe(false);
  await expectAccessible(ana);
  await page.getByLabel(ACCESS.passphrase).fill(passphrase);
  await page.keyboard.press("Enter");
  await ana.sees("Orbit");
  await ana.syncSays("Everything is synced");
}, 60_000);

test("an owner has everybody skip a change, and all see what was left out and whose it was_MEM18", async () => {
  const ana = await owner();
  await ana.newBoard("Roadmap");
  await ana.newCard("Harmless");
  await ana.syncSays("Everything is synced");
  const bo = await stage.person("Bo", { viewport: { width: 390, height: 844 } });
  await bo.join(await ana.invite());
  await bo.goTo(STRINGS.documents);
  await bo.page.getByRole("textbox", { name: DOCUMENT_STRINGS.title }).fill("Notes");
  await bo.page.getByRole("button", { name: DOCUMENT_STRINGS.newDocument }).click();
  const text = bo.page.getByRole("textbox", { name: DOCUMENT_STRINGS.text });
  await text.click();
  await bo.page.keyboard.type("Something that does harm.");
  await bo.syncSays("Everything is synced");

  await ana.goTo(STRINGS.documents);
  await ana.page.getByRole("link", { name: "Notes" }).click();
  await ana.sees("Something that does harm.");
  await ana.page.getByRole("button", { name: DOCUMENT_STRINGS.earlier }).click();
  const words = await ana.page.getByText(/position \d+ of the log/).textContent();
  const position = /\d+/.exec(words ?? "")?.[0] ?? "";
  await openAccess(ana);
  await ana.page.getByText(ACCESS.nothingLeftOut).waitFor();
  await ana.page.getByLabel(ACCESS.skipIn).selectOption({ label: "Notes" });
  await ana.page.getByLabel(ACCESS.skipAnother).selectOption(position);
  await ana.page
    .getByRole("button", { name: new RegExp(`^${ACCESS.quarantine} .*${ACCESS.position} ${position}$`) })
    .press("Enter");
  await ana.page.getByRole("button", { name: ACCESS.really(ACCESS.quarantine) }).press("Enter");
  await openAccess(bo);
  for (const each of [ana, bo]) {
    const section = each.page.getByRole("region", { name: ACCESS.leftOut });
    await section.getByRole("heading", { name: /^Bo: / }).waitFor();
    await section.getByText("an owner put it in quarantine").first().waitFor();
    await expectAccessible(each);
  }
  await bo.goTo(STRINGS.documents);
  await bo.page.getByRole("link", { name: "Notes" }).click();
  await expect.poll(() => text.textContent()).not.toContain("harm");
}, 90_000);

test("who was removed meanwhile sees one by one what is kept in their browser alone_MEM13", async () => {
  const ana = await owner();
  const bo = await stage.person("Bo");
  await bo.join(await ana.invite());
  await bo.newBoard("Roadmap");
  await bo.newCard("Sent in time");
  await bo.syncSays("Everything is synced");
  await stage.java.stopRelay();
  await bo.newCard("Never sent");
  await bo.syncSays(/kept here/);
  await bo.page.getByRole("link", { name: STRINGS.seeKept }).click();
  await bo.page.getByRole("link", { name: "Never sent" }).waitFor();
  expect(await bo.page.getByRole("link", { name: "Sent in time" }).count()).toBe(0);
  await bo.page.goto("about:blank"); // closed
  await stage.java.startRelay();
  await openAccess(ana);
  await ana.syncSays("Everything is synced");
  await ana.page.getByRole("button", { name: `${ACCESS.remove} Bo` }).click();
  await ana.page.getByRole("button", { name: ACCESS.really(ACCESS.remove) }).click();
  await expect.poll(() => ana.page.getByRole("button", { name: `${ACCESS.remove} Bo` }).count()).toBe(0);
  await bo.page.goto(stage.url);
  await bo.syncSays(/you were removed from this workspace/);
  await bo.page.getByRole("link", { name: STRINGS.seeKept }).click();
  await bo.page.getByRole("link", { name: "Never sent" }).waitFor();
  await expectAccessible(bo);
  const download = bo.page.waitForEvent("download");
  await bo.page.getByRole("button", { name: STRINGS.saveKept }).click();
  expect((await download).suggestedFilename()).toBe(`Orbit, ${STRINGS.kept}.txt`);
}, 90_000);
