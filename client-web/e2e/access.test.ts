import { expect, test } from "vitest";
import { ACCESS } from "../src/ui/access/strings";
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
