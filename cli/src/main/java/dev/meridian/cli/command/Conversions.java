package dev.meridian.cli.command;

import com.google.protobuf.ByteString;
import dev.meridian.client.RelayPlace;
import dev.meridian.model.calendar.CalendarText;
import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.calendar.Period;
import dev.meridian.model.calendar.WorkWeek;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.model.zones.Weeks;
import dev.meridian.server.RelaySettings.Listen;
import dev.meridian.server.config.LogForm;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How words of the command line become values, with a sentence where they do not. */
final class Conversions {

    private static final Pattern PAIR = Pattern.compile("\\s*(-?\\d{1,9})\\s*[,x ]\\s*(-?\\d{1,9})\\s*");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})\\s*([mhdw])");

    private Conversions() {}

    /** The hash of a relay's key, as the relay prints it. */
    static final class ToPin implements ITypeConverter<ByteString> {
        @Override
        public ByteString convert(String text) {
            return RelayPlace.parsePin(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "a pin is the 43 characters that the relay prints at its start, not \"" + text + "\""));
        }
    }

    /** {@code 120,-40}. */
    static final class ToPosition implements ITypeConverter<Position> {
        @Override
        public Position convert(String text) {
            Matcher pair = pair(text, "a place is X,Y in whole canvas units, for example 120,-40");
            return new Position(Integer.parseInt(pair.group(1)), Integer.parseInt(pair.group(2)));
        }
    }

    /** {@code 260x120}. */
    static final class ToSize implements ITypeConverter<Size> {
        private static final String FORM = "a size is WIDTHxHEIGHT in whole canvas units, for example 260x120";

        @Override
        public Size convert(String text) {
            Matcher pair = pair(text, FORM);
            int width = Integer.parseInt(pair.group(1));
            int height = Integer.parseInt(pair.group(2));
            if (width < 1 || height < 1) {
                throw new TypeConversionException(FORM);
            }
            return new Size(width, height);
        }
    }

    private static Matcher pair(String text, String form) {
        Matcher pair = PAIR.matcher(text);
        if (!pair.matches()) {
            throw new TypeConversionException(form + "; not \"" + text + "\"");
        }
        return pair;
    }

    /** {@code 2027-03-31}. */
    static final class ToDate implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("a date is YYYY-MM-DD, not \"" + text + "\"");
            }
        }
    }

    /** {@code 90m}, {@code 12h}, {@code 7d}, {@code 2w}. */
    static final class ToDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Matcher span = SPAN.matcher(text);
            if (!span.matches() || Integer.parseInt(span.group(1)) == 0) {
                throw new TypeConversionException(
                        "a time span is a number with m, h, d or w, for example 7d; not \"" + text + "\"");
            }
            int number = Integer.parseInt(span.group(1));
            return switch (span.group(2)) {
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofDays(7L * number);
            };
        }
    }

    /** {@code 127.0.0.1:7400}. */
    static final class ToListen implements ITypeConverter<Listen> {
        @Override
        public Listen convert(String text) {
            try {
                return Listen.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("an address to listen on is HOST:PORT, not \"" + text + "\"");
            }
        }
    }

    /** {@code text} or {@code json}. */
    static final class ToLogForm implements ITypeConverter<LogForm> {
        @Override
        public LogForm convert(String text) {
            return LogForm.named(text)
                    .orElseThrow(() -> new TypeConversionException("a log is text or json, not \"" + text + "\""));
        }
    }

    /** A whole number from 1. */
    static final class ToCount implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("[1-9]\\d{0,5}")) {
                throw new TypeConversionException("a number from 1, not \"" + text + "\"");
            }
            return Integer.valueOf(text);
        }
    }

    /** 0 to 65535. */
    static final class ToPort implements ITypeConverter<Integer> {
        private static final int PORT_MAX = 65_535;

        @Override
        public Integer convert(String text) {
            if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > PORT_MAX) {
                throw new TypeConversionException("a port is a number up to 65535, not \"" + text + "\"");
            }
            return Integer.valueOf(text);
        }
    }

    /** {@code Europe/Lisbon}. */
    static final class ToZone implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String text) {
            // Regions only: an offset says nothing of summer time.
            if (!ZoneId.getAvailableZoneIds().contains(text)) {
                throw new TypeConversionException(
                        "a zone is a name of the IANA list, for example Europe/Lisbon; not \"" + text + "\"");
            }
            return ZoneId.of(text);
        }
    }

    /** {@code Mon-Thu 09:00-17:00, Fri 09:00-13:00}; {@code usual} for none of their own. */
    static final class ToWorkWeek implements ITypeConverter<WorkWeek> {
        @Override
        public WorkWeek convert(String text) {
            if (text.strip().equalsIgnoreCase("usual")) {
                return new WorkWeek(List.of());
            }
            return CalendarText.week(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "hours are like \"Mon-Thu 09:00-17:00, Fri 09:00-13:00\", each from earlier to later; not \""
                                    + text + "\""));
        }
    }

    /** {@code 2026-12-24..2027-01-02}. */
    static final class ToDayRange implements ITypeConverter<DayRange> {
        @Override
        public DayRange convert(String text) {
            return DayRange.parse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "days are YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD, the earlier first; not \"" + text + "\""));
        }
    }

    /** {@code 2w}. */
    static final class ToPeriod implements ITypeConverter<Period> {
        @Override
        public Period convert(String text) {
            return Period.parse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "a period is 1 to 99 with w or m, for example 2w; not \"" + text + "\""));
        }
    }

    /** {@code 2026-W48}: its Monday. */
    static final class ToWeek implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            return Weeks.monday(text)
                    .orElseThrow(() ->
                            new TypeConversionException("a week is like 2026-W48 (ISO 8601), not \"" + text + "\""));
        }
    }

    /** {@code 30m}: how long a meeting takes. */
    static final class ToMeetingLength implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Duration length = new ToDuration().convert(text);
            if (length.compareTo(Duration.ofDays(1)) > 0) {
                throw new TypeConversionException("a meeting takes at most a day, not \"" + text + "\"");
            }
            return length;
        }
    }

    /** {@code 16:00}. */
    static final class ToTime implements ITypeConverter<LocalTime> {
        @Override
        public LocalTime convert(String text) {
            if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
                throw new TypeConversionException("a time of day is HH:MM, for example 16:00; not \"" + text + "\"");
            }
            return LocalTime.parse(text);
        }
    }

    /** Somebody's name. */
    static final class ToName implements ITypeConverter<String> {
        private static final int CHARS_MAX = 200;

        @Override
        public String convert(String text) {
            if (text.isBlank() || text.length() > CHARS_MAX) {
                throw new TypeConversionException("a name has between 1 and " + CHARS_MAX + " characters");
            }
            return text.strip();
        }
    }

    /** {@code https://host/path}. */
    static final class ToWebhook implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI uri = new URI(text);
                boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                if (web && uri.getHost() != null) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                throw new TypeConversionException("a webhook is an address with https:// or http://; " + e.getReason());
            }
            throw new TypeConversionException("a webhook is an address with https:// or http://, not \"" + text + "\"");
        }
    }

    /** {@code http://host:port}. */
    static final class ToRelay implements ITypeConverter<URI> {
        private static final String FORM = "a relay is http://HOST:PORT or https://HOST[:PORT], not ";
        private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss");

        @Override
        public URI convert(String text) {
            try {
                URI uri = new URI(text);
                boolean web = uri.getScheme() != null && SCHEMES.contains(uri.getScheme());
                if (!web || uri.getHost() == null) {
                    throw new TypeConversionException(FORM + "\"" + text + "\"");
                }
                return uri;
            } catch (URISyntaxException e) {
                throw new TypeConversionException(FORM + "\"" + text + "\"");
            }
        }
    }
}
