/** The whole workspace out of a browser and into another one, by keys alone. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FILES } from "../src/ui/files/strings";
import type { Person } from "./person";
import { expectAccessible, openStage } from "./stage";

const stage = openStage();

/** A button that is reached by Tab and pressed by Enter. */
async function press({ page }: Person, name: string): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  await button.waitFor();
  for (let tabs = 0; tabs < 60; tabs++) {
    if (await button.evaluate((element) => element === document.activeElement)) return page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
  }
  throw new Error(`"${name}" is not reached by Tab`);
}

async function taken(person: Person, name: string): Promise<Buffer> {
  const download = person.page.waitForEvent("download");
  await press(person, name);
  return readFileSync(await (await download).path());
}

test("an archive made in one browser comes back in another, and says what it could not bring (FMT-ARCHIVE-3)", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await ana.newBoard("Roadmap");
  await ana.newCard("Ship it");
  await ana.goTo("Settings");
  expect((await taken(ana, FILES.calendar)).toString()).toContain("BEGIN:VCALENDAR");
  const archive = await taken(ana, FILES.archive);
  await ana.sees(FILES.made("Atlas.zip"));
  await expectAccessible(ana);

  const bo = await stage.person("Bo");
  await bo.create("Copy");
  await bo.goTo("Settings");
  const chooser = bo.page.waitForEvent("filechooser");
  await press(bo, FILES.restore);
  await (await chooser).setFiles({ name: "Atlas.zip", mimeType: "application/zip", buffer: archive });
  await bo.sees(FILES.restored(1, 0, 1));
  await bo.sees("history begins with this import");
  await bo.sees(FILES.notEmpty);
  await bo.goTo("Boards");
  await bo.sees("Roadmap");
});

test("files become boards, documents and drafts; a bad one is one sentence, and changes nothing (FMT-ERR-1, FMT-MADR-5)", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  await ana.goTo("Settings");
  const bring = async (...files: readonly (readonly [string, string])[]) => {
    const chooser = ana.page.waitForEvent("filechooser");
    await press(ana, FILES.files);
    await (await chooser).setFiles(
      files.map(([name, text]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) })),
    );
  };
  const record = "# Store\n\n## Context and Problem Statement\n\nx\n\n## Considered Options\n\n* A\n* B\n";
  await bring(["record.md", record], ["goals.csv", "Title,Status\nShip it,Ready\n"]);
  await ana.sees(FILES.brought({ added: 1, changed: 0, drafted: 1, warnings: [] }));
  await ana.sees("goals.csv: 1 card added");
  await bring(["goals.csv", 'Title\n"open\n']);
  await ana.sees("goals.csv:2");
  await ana.goTo("Decisions");
  await ana.sees("Store");
});
