/** Somebody at a browser: what people do in Meridian, by what they see on the screen. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { ACCESS } from "../src/ui/access/strings";
import { CANVAS } from "../src/ui/canvas/strings";
import { STRINGS } from "../src/ui/strings";

/** Of a line that is cut on purpose. */
const OF_THE_NETWORK = /net::ERR_(?:INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|FAILED|EMPTY_RESPONSE)/;

export class Person {
  /** What the pages complained of: broken policies, errors in the console, exceptions. */
  readonly complaints: string[] = [];

  constructor(
    readonly name: string,
    readonly url: string,
    readonly page: Page,
  ) {
    this.watch(page);
  }

  /** Hears what a page complains of; also that of further pages of this person. */
  watch(page: Page): void {
    page.on("pageerror", (error) => this.complaints.push(`threw: ${error.message}`));
    page.on("console", (message) => {
      const text = message.text();
      if (message.type() === "error" && !OF_THE_NETWORK.test(text)) this.complaints.push(`console: ${text}`);
    });
  }

  /** Founds a workspace, and sees its first page. */
  async create(workspace: string): Promise<void> {
    const { page } = this;
    const form = page
      .locator("form")
      .filter({ has: page.getByRole("button", { name: STRINGS.createDo, exact: true }) });
    await form.getByLabel(STRINGS.workspaceName).fill(workspace);
    await form.getByLabel(STRINGS.yourName).fill(this.name);
    await form.getByLabel(STRINGS.yourZone).fill("Europe/Lisbon");
    await form.getByRole("button").click();
    await this.writesDownWords();
    await this.sees(workspace);
  }

  /** Opens an invite link, and joins. */
  async join(link: string): Promise<void> {
    const { page } = this;
    await page.goto("about:blank"); // so that an address that differs in its fragment alone is loaded too
    await page.goto(link);
    await page.getByLabel(STRINGS.yourName).fill(this.name);
    await page.getByLabel(STRINGS.yourZone).fill("Asia/Tokyo");
    await page.getByRole("button", { name: STRINGS.joinDo, exact: true }).click();
    await this.writesDownWords();
    await page.getByRole("navigation", { name: STRINGS.navigation }).waitFor();
  }

  private async writesDownWords(): Promise<void> {
    await this.page.getByRole("button", { name: ACCESS.written }).click();
  }

  /** A link for one more person. */
  async invite(): Promise<string> {
    await this.goTo(STRINGS.boards);
    await this.page.getByRole("button", { name: STRINGS.inviteOthers }).click();
    const link = this.page.getByRole("textbox", { name: STRINGS.link });
    await link.waitFor();
    return link.inputValue();
  }

  /** Another link than the one before. */
  async freshInvite(): Promise<string> {
    await this.page.reload();
    return this.invite();
  }

  /** Goes to a page by the navigation. */
  async goTo(page: string): Promise<void> {
    await this.page
      .getByRole("navigation", { name: STRINGS.navigation })
      .getByRole("link", { name: page, exact: true })
      .click();
  }

  async newBoard(title: string): Promise<void> {
    await this.goTo(STRINGS.boards);
    await this.page.getByRole("textbox", { name: STRINGS.boardTitle }).fill(title);
    await this.page.getByRole("button", { name: STRINGS.newBoard }).click();
    await this.page.waitForURL(/\/board\//);
  }

  /** Until the engine is there: before, the board is shown as it was kept, and takes nothing. */
  async isOpen(): Promise<void> {
    await this.syncSays(/^(?!Opening)./);
  }

  /** A card with a title, on the board that is open. */
  async newCard(title: string): Promise<void> {
    await this.isOpen();
    await this.page.getByRole("button", { name: CANVAS.addCard }).click();
    const box = this.page.locator("#canvas ~ textarea");
    await box.fill(title);
    await box.press("Enter");
    await this.card(title).waitFor();
  }

  card(title: string): Locator {
    return this.page.getByRole("option").filter({ has: this.page.getByText(title, { exact: true }) });
  }

  /** Drags a card by so many pixels and drops it. */
  async drag(title: string, right: number, down: number): Promise<void> {
    await this.isOpen();
    const box = await this.onScreen(title);
    const { mouse } = this.page;
    await mouse.move(box.x + 8, box.y + 8);
    await mouse.down();
    await mouse.move(box.x + 8 + right / 2, box.y + 8 + down / 2);
    await mouse.move(box.x + 8 + right, box.y + 8 + down);
    await mouse.up();
  }

  /** Where a card is on the board. */
  place(title: string): Promise<{ readonly x: number; readonly y: number }> {
    return this.card(title).evaluate((card) => {
      const { offsetLeft: x, offsetTop: y } = card as HTMLElement;
      return { x, y };
    });
  }

  /** Where a card is on the screen. */
  async onScreen(title: string): Promise<{ readonly x: number; readonly y: number }> {
    const box = await this.card(title).boundingBox();
    if (box === null) throw new Error(`the card "${title}" is not on the screen`);
    return { x: Math.round(box.x), y: Math.round(box.y) };
  }

  async sees(text: string): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Waits until the line at the lower left says so. */
  async syncSays(sentence: string | RegExp): Promise<void> {
    await expect
      .poll(() => this.page.locator("header").getByRole("status").textContent(), { timeout: 30_000 })
      .toMatch(sentence);
  }

  /** Asks for the relay at once where that is offered: the app tries by itself too, and may have found it before. */
  async asksForTheRelay(): Promise<void> {
    await this.page.getByRole("button", { name: STRINGS.retry }).evaluateAll((buttons) => {
      for (const each of buttons) (each as HTMLElement).click();
    });
  }
}
