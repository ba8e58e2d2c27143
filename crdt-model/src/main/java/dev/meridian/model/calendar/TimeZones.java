package dev.meridian.model.calendar;

import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.Optional;

/** A time zone database: of one version, since countries change their minds. */
public interface TimeZones {

    /** Its version, for example {@code 2026b}: a later one is greater as text. */
    String version();

    /**
     * The rules of a zone.
     *
     * @param name IANA name, for example {@code Europe/Zurich}
     * @return empty where this database does not know it
     */
    Optional<ZoneRules> rules(String name);

    /** The database that the running Java has. */
    static TimeZones installed() {
        return Installed.INSTANCE;
    }

    /** Of the zone rules that Java registers; every zone of it has the same versions. */
    enum Installed implements TimeZones {
        INSTANCE;

        @Override
        public String version() {
            return ZoneRulesProvider.getVersions("UTC").lastKey();
        }

        @Override
        public Optional<ZoneRules> rules(String name) {
            if (!ZoneRulesProvider.getAvailableZoneIds().contains(name)) {
                return Optional.empty();
            }
            return Optional.of(ZoneRulesProvider.getRules(name, false));
        }
    }
}
