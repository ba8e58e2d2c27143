/** Over the relay's own TLS: its certificate is vouched for by its key and by no authority, so the browser is told to take it, as whoever runs one behind a name of their own need not. */
import { expect, test } from "vitest";
import { openStage } from "./stage";

const stage = openStage(["--tls"], ["--ignore-certificate-errors"]);

test("the app starts, loads its WebAssembly and syncs over the relay's own TLS, with the policy kept (SRV-10, WEB-4)", async () => {
  expect(stage.url).toMatch(/^https:/);
  const ana = await stage.person("Ana", { ignoreHTTPSErrors: true });
  await ana.create("Atlas");
  await ana.newBoard("Roadmap");
  await ana.newCard("Ship it");
  await ana.syncSays("Everything is synced");
  expect(await ana.page.evaluate(() => isSecureContext)).toBe(true);
  const link = await ana.invite();
  expect(link).toMatch(/^https:/);
  const bo = await stage.person("Bo", { ignoreHTTPSErrors: true });
  await bo.join(link);
  await bo.sees("Roadmap");
  await bo.newBoard("Later");
  await ana.goTo("Boards");
  await ana.sees("Later");
  await bo.page.reload(); // the engine starts again, from what is kept and over the wire
  await bo.syncSays("Everything is synced");
});
