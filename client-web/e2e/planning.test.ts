/** Decisions, the rhythm and the team's page, by what people see. */
import { expect, test } from "vitest";
import { actWords, DECISIONS } from "../src/ui/decisions/strings";
import { RHYTHM } from "../src/ui/rhythm/strings";
import { STRINGS } from "../src/ui/strings";
import { TEAM } from "../src/ui/team/strings";
import { expectAccessible, openStage } from "./stage";

const stage = openStage();

test("one proposes, the other has seen it, objects, is content and consents: each sees it of the other (DEC-10, DEC-21, DEC-70)", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  const link = await ana.invite();
  const bo = await stage.person("Bo");
  await bo.join(link);
  await bo.syncSays("Everything is synced");

  await ana.goTo(STRINGS.decisions);
  await ana.page.getByRole("textbox", { name: DECISIONS.question }).fill("Which store do we use?");
  await ana.page.getByRole("button", { name: DECISIONS.propose }).click();
  await ana.page.getByLabel(DECISIONS.options).fill("SQLite\nFiles");
  const part = (name: string) => ana.page.getByRole("group", { name });
  await part(DECISIONS.informed).getByRole("checkbox", { name: "Bo" }).check();
  await part(DECISIONS.required).getByRole("checkbox", { name: "Bo" }).check();
  await ana.sees("set by the calendar of Bo");
  await expectAccessible(ana);
  await ana.page.getByRole("button", { name: DECISIONS.open }).click();
  await ana.sees("Open: passes by silence");

  await bo.goTo(STRINGS.decisions);
  await bo.sees(DECISIONS.waitsForYou);
  await bo.page.getByRole("link", { name: /Which store do we use\?/ }).click();
  await bo.page.getByRole("button", { name: actWords("consent"), exact: true }).waitFor();
  await expectAccessible(bo);
  // The page was shown: Bo's device has said so by itself.
  await ana.page.getByRole("row", { name: /Bo.*has it since/ }).waitFor();

  await bo.page.getByRole("button", { name: actWords("object"), exact: true }).click();
  await bo.page.getByLabel(DECISIONS.reason).fill("Files are simpler.");
  await bo.page.getByLabel(DECISIONS.reason).press("Tab");
  await bo.page.keyboard.press("Enter");
  await ana.sees("“Files are simpler.”");
  await ana.sees("Objected: the clock stands");
  // Ana decides, so that she may dismiss it; Bo alone may say that he is content.
  await ana.page.getByRole("button", { name: actWords("dismiss") }).waitFor();
  await bo.page.getByRole("button", { name: actWords("resolve") }).click();
  await ana.sees("Open: passes by silence");
  await bo.page.getByRole("button", { name: actWords("consent"), exact: true }).click();
  await ana.page.getByRole("row", { name: /Bo.*consents/ }).waitFor();

  await ana.page.getByRole("button", { name: actWords("withdraw") }).click();
  await ana.page.getByLabel(DECISIONS.reason).fill("Let us talk first.");
  await ana.page
    .getByRole("button", { name: actWords("withdraw") })
    .last()
    .click();
  await bo.sees("Withdrawn by Ana");
  await bo.sees(DECISIONS.recorded);
  const saved = bo.page.waitForEvent("download");
  await bo.page.getByRole("button", { name: DECISIONS.saveCertificate }).click();
  await bo.page.getByLabel(DECISIONS.checkCertificate).setInputFiles(await (await saved).path());
  await bo.page.getByText(/^It holds: \d+ signed statements/).waitFor();
  await expectAccessible(bo);
});

test("what changed is told until somebody says that they have seen it (RHY-7)", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await ana.newBoard("Roadmap");
  await ana.newCard("Login");
  await ana.goTo(STRINGS.rhythm);
  await ana.page.getByRole("link", { name: "Login" }).waitFor();
  await expectAccessible(ana);
  await ana.page.getByRole("button", { name: RHYTHM.copy }).click();
  await ana.page.getByText(new RegExp(`${RHYTHM.copied}|${RHYTHM.notCopied}`)).waitFor();
  await ana.page.getByRole("button", { name: RHYTHM.markLooked }).click();
  await ana.sees(RHYTHM.nothing);
  for (const tab of [RHYTHM.update, RHYTHM.review, RHYTHM.slips, RHYTHM.pack]) {
    await ana.page
      .getByRole("navigation", { name: RHYTHM.pages })
      .getByRole("link", { name: tab, exact: true })
      .click();
    await ana.page.getByRole("heading", { level: 1 }).waitFor();
    await ana.page.getByText(RHYTHM.reading).waitFor({ state: "detached" });
    await expectAccessible(ana);
  }
});

test("somebody's week and days off change when they can meet (CAL-1, ZONES-2)", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await ana.goTo(STRINGS.team);
  await ana.page.getByRole("button", { name: `${TEAM.edit} Ana` }).click();
  await ana.page.getByLabel(TEAM.hours).fill("Mon-Sun 10-12");
  await ana.page.getByRole("button", { name: TEAM.save }).first().click();
  await ana.sees("Mon-Sun 10:00-12:00");
  await ana.page.getByRole("img", { name: "Ana: 10:00-12:00" }).waitFor();
  await ana.page.getByLabel(TEAM.hours).fill("whenever");
  await ana.page.getByRole("button", { name: TEAM.save }).first().click();
  await ana.sees(TEAM.badHours);
  await ana.page.getByLabel(TEAM.from, { exact: true }).fill("2030-12-24");
  await ana.page.getByLabel(TEAM.to, { exact: true }).fill("2031-01-02");
  await ana.page.getByRole("button", { name: TEAM.add, exact: true }).click();
  await ana.page.getByRole("button", { name: /2030-12-24\.\.2031-01-02/ }).waitFor();
  await expectAccessible(ana);
  expect(ana.complaints).toEqual([]);
});

test("somebody who is not in the workspace yet is added to the team, and renamed", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await ana.goTo(STRINGS.team);
  await ana.page.getByText(TEAM.addMember).press("Enter");
  await ana.page.getByLabel(TEAM.name).fill("Cleo");
  await ana.page.getByLabel(TEAM.zone).fill("Asia/Tokyo");
  await ana.page.getByRole("button", { name: TEAM.add, exact: true }).press("Enter");
  await ana.page.getByRole("button", { name: `${TEAM.edit} Cleo` }).press("Enter");
  await expectAccessible(ana);
  await ana.page.getByLabel(TEAM.name).first().fill("Cleopatra");
  await ana.page.getByRole("button", { name: TEAM.save }).first().press("Enter");
  await ana.page.getByRole("button", { name: `${TEAM.done} Cleopatra` }).waitFor();
});
