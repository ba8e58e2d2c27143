/** One day on the reader's clock: a bar for everybody's working hours, and one for when all are at work. Said in words too. */
import { common, type Interval, type Intervals } from "../../model/calendar/interval";
import { type Day, HOUR_MILLIS, type Instant } from "../../model/calendar/time";
import { type Calendars, overlapOf } from "../../model/zones/slots";
import { useClock, useNames } from "../common/people";
import { TEAM } from "./strings";
import styles from "./Team.module.css";

interface Props {
  readonly calendars: Calendars;
  readonly day: Day;
  readonly now: Instant;
}

export function Strip({ calendars, day, now }: Props) {
  const clock = useClock();
  const name = useNames();
  const shown = { start: clock.reader.startOf(day), end: clock.reader.startOf(day + 1) };
  const hours = Math.round((shown.end - shown.start) / HOUR_MILLIS);
  const step = 3;
  const marks = Array.from({ length: Math.floor(hours / step) + 1 }, (_, i) => shown.start + i * step * HOUR_MILLIS);
  const at = (moment: Instant) => `${(100 * (moment - shown.start)) / (shown.end - shown.start)}%`;
  return (
    <div className={styles.strip}>
      <strong>{clock.day(shown.start)}</strong>
      <div className={styles.hours} aria-hidden="true">
        {marks.map((mark) => (
          <span key={mark} style={{ insetInlineStart: at(mark) }}>
            {mark >= shown.end ? "24" : clock.time(mark).slice(0, 2)}
          </span>
        ))}
      </div>
      {[...calendars].map(([member, calendar]) => (
        <Row
          key={member}
          label={name(member)}
          times={common(calendar.working(shown), [shown])}
          kind="work"
          at={at}
          shown={shown}
          now={now}
        />
      ))}
      <Row label={TEAM.all} times={overlapOf(calendars.values(), shown)} kind="all" at={at} shown={shown} now={now} />
    </div>
  );
}

interface RowProps {
  readonly label: string;
  readonly times: Intervals;
  readonly kind: "work" | "all";
  readonly at: (moment: Instant) => string;
  readonly shown: Interval;
  readonly now: Instant;
}

function Row({ label, times, kind, at, shown, now }: RowProps) {
  const clock = useClock();
  const words = times.map(({ start, end }) => `${clock.time(start)}-${clock.time(end)}`).join(", ");
  return (
    <>
      <span className={styles.who} title={label}>
        {label}
      </span>
      <div className={styles.bar} role="img" aria-label={`${label}: ${words === "" ? TEAM.off : words}`} title={words}>
        {times.map(({ start, end }) => (
          <span
            key={start}
            className={styles[kind]}
            style={{ insetInlineStart: at(start), width: `${(100 * (end - start)) / (shown.end - shown.start)}%` }}
          />
        ))}
        {shown.start <= now && now < shown.end && <span className={styles.now} style={{ insetInlineStart: at(now) }} />}
      </div>
    </>
  );
}
