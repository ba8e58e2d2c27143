/** Dates as trackers and spreadsheets write them (FMT-CSV-3); a time of day after them is ignored. */
import { isDate } from "../../values";
import { strip } from "../source";

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/;
const DAY_NAMED_MONTH = /^(?:\p{L}{2,9},? )?(\d{1,2})[-/. ]+(\p{L}{3,9})\.?[-/., ]+(\d{2}|\d{4})(?:[, ].*)?$/u;
const NAMED_MONTH_DAY = /^(?:\p{L}{2,9},? )?(\p{L}{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:[, ].*)?$/u;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})(?:[, ].*)?$/;
const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})(?:[, ].*)?$/;
/** As JavaScript prints an instant: of a day, that is midnight where whoever exported it was. */
const OF_INSTANT = /^.* (\d{2}):\d{2}:\d{2} GMT\+0000(?: .*)?$/;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** What comes first in `3/4/2026`; UNKNOWN where no date of the column tells. */
export type Slashes = "DAY_FIRST" | "MONTH_FIRST" | "UNKNOWN";

/** From all dates of a column: where a number is above 12 it is no month. */
export function slashesOf(cells: readonly string[]): Slashes {
  const dates = cells.map((cell) => SLASHED.exec(strip(cell))).filter((each) => each !== null);
  const dayFirst = dates.some((date) => Number(date[1]) > 12);
  const monthFirst = dates.some((date) => Number(date[2]) > 12);
  if (dayFirst === monthFirst) return "UNKNOWN";
  return dayFirst ? "DAY_FIRST" : "MONTH_FIRST";
}

/** Whether only the rest of the column could tell what this date is. */
export function isAmbiguous(text: string): boolean {
  return SLASHED.test(strip(text));
}

/** As ISO 8601 writes it; undefined where it is none. */
export function readDate(text: string, slashes: Slashes): string | undefined {
  const date = strip(text);
  const yearFirst = YEAR_FIRST.exec(date);
  if (yearFirst !== null) return dateOf(yearFirst[1], yearFirst[2], yearFirst[3]);
  const dayFirst = DAY_NAMED_MONTH.exec(date);
  if (dayFirst !== null) return dateOf(dayFirst[3], month(dayFirst[2]), dayFirst[1]);
  const monthFirst = NAMED_MONTH_DAY.exec(date);
  if (monthFirst !== null) {
    const day = dateOf(monthFirst[3], month(monthFirst[1]), monthFirst[2]);
    const evening = Number(OF_INSTANT.exec(date)?.[1] ?? 0) >= 12;
    return day !== undefined && evening ? nextDay(day) : day;
  }
  const dotted = DOTTED.exec(date);
  if (dotted !== null) return dateOf(dotted[3], dotted[2], dotted[1]);
  const slashed = SLASHED.exec(date);
  if (slashed === null || slashes === "UNKNOWN") return undefined;
  return slashes === "DAY_FIRST"
    ? dateOf(slashed[3], slashed[2], slashed[1])
    : dateOf(slashed[3], slashed[1], slashed[2]);
}

function month(name = ""): string {
  return String(MONTHS.indexOf(name.toLowerCase().slice(0, 3)) + 1);
}

function dateOf(year = "", monthOfYear = "", day = ""): string | undefined {
  const full = String(Number(year) + (year.length === 2 ? 2_000 : 0)).padStart(4, "0");
  const text = `${full}-${monthOfYear.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDate(text) ? text : undefined;
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
