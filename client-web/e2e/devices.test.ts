/** A second device by QR codes: drawn here, read by a camera. */
import jsQR from "jsqr";
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { ACCESS } from "../src/ui/access/strings";
import { SCAN } from "../src/ui/common/strings";
import { STRINGS } from "../src/ui/strings";
import type { Person } from "./person";
import { expectAccessible, openStage } from "./stage";

const stage = openStage();

/** What a reader of QR codes reads in the picture. */
async function readCode(picture: Locator): Promise<string | undefined> {
  await picture.waitFor();
  const side = Number((await picture.getAttribute("viewBox"))?.split(" ")[2]);
  const quiet = 4;
  const path = (await picture.locator("path").getAttribute("d")) ?? "";
  const scale = 4;
  const width = side * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let dy = 0; dy < scale; dy++) {
      const from = ((Number(y) + quiet) * scale + dy) * width + (Number(x) + quiet) * scale;
      for (let i = from; i < from + Number(run) * scale; i++) pixels.fill(0, 4 * i, 4 * i + 3);
    }
  }
  return jsQR(pixels, width, width)?.data;
}

/** Gives a browser that has no reader of QR codes one, which sees this text once the camera shows anything. */
async function cameraSees(person: Person, text: string): Promise<void> {
  await person.page.evaluate((seen) => {
    class BarcodeDetector {
      async detect(video: HTMLVideoElement) {
        return video.videoWidth > 0 ? [{ rawValue: seen }] : [];
      }
    }
    Object.assign(globalThis, { BarcodeDetector });
  }, text);
}

test("a phone opens the code of the device link, and its request comes back by the camera_MEM11", async () => {
  const ana = await stage.person("Ana", { permissions: ["camera"] });
  await ana.create("Orbit");
  await ana.goTo(STRINGS.team);
  await ana.page.getByRole("link", { name: ACCESS.manage }).click();
  await ana.page.getByRole("button", { name: ACCESS.addDevice }).click();
  const link = await readCode(ana.page.getByRole("img", { name: ACCESS.deviceCode }));
  expect(link).toBe(await ana.page.getByRole("textbox", { name: ACCESS.deviceLink }).inputValue());
  expect(await ana.page.getByRole("button", { name: SCAN.start }).count()).toBe(0);

  const phone = await stage.person("Ana's phone", { viewport: { width: 390, height: 844 } });
  await phone.page.goto("about:blank");
  await phone.page.goto(link ?? "");
  await phone.page.getByRole("button", { name: ACCESS.ask }).click();
  expect(phone.page.url()).not.toContain("device");
  const request = await readCode(phone.page.getByRole("img", { name: ACCESS.requestCode }));
  expect(request).toBe(await phone.page.getByRole("textbox", { name: ACCESS.requestText }).inputValue());
  await expectAccessible(phone);

  await cameraSees(ana, request ?? "");
  await ana.page.getByRole("textbox", { name: ACCESS.request }).fill(" "); // a render, which finds the reader
  await ana.page.getByRole("button", { name: SCAN.start }).click();
  await expect.poll(() => ana.page.getByRole("textbox", { name: ACCESS.request }).inputValue()).toBe(request);
  expect(await ana.page.locator("video").count()).toBe(0);
  await expectAccessible(ana);
  await ana.page.getByRole("button", { name: ACCESS.add }).click();
  await phone.sees("Orbit");
}, 60_000);
