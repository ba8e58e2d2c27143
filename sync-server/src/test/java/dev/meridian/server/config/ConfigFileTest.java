package dev.meridian.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meridian.server.RelaySettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    private static final Path FILE = Path.of("/etc/meridian/relay.conf");
    private static final RelaySettings DEFAULTS =
            RelaySettings.of(Path.of("/var/lib/meridian"), new RelaySettings.Listen("127.0.0.1", 7400));

    @Test
    void whatIsPrintedSaysTheSameWhenItIsRead_CFG1() throws ConfigException {
        ConfigFile file = ConfigFile.read(FILE, String.join("\n", ConfigFile.print(DEFAULTS, LogForm.JSON)));
        assertThat(file.data()).contains(DEFAULTS.store().dataDir());
        assertThat(file.listen()).contains(DEFAULTS.listen());
        assertThat(file.key()).contains(DEFAULTS.keyFile());
        assertThat(file.log()).contains(LogForm.JSON);
        assertThat(file.limits()).hasSize(Limit.ALL.size());
        assertThat(file.limiting(DEFAULTS, FILE)).isEqualTo(DEFAULTS);
        RelaySettings named = DEFAULTS.withPublicHosts(Set.of("a.example", "b.example:7400"));
        assertThat(ConfigFile.read(FILE, String.join("\n", ConfigFile.print(named, LogForm.TEXT)))
                        .publicHosts())
                .isEqualTo(named.publicHosts());
    }

    @Test
    void everyLimitIsThereAndAnyOneOfThemCanBeSet_CFG1() throws ConfigException {
        assertThat(ConfigFile.limits(DEFAULTS)).hasSize(Limit.ALL.size());
        for (Limit limit : Limit.ALL) {
            long other = limit.in(DEFAULTS) + 1;
            // A read, an item and what is under way fit each other; the frame is larger than all of them.
            String text = limit.key() + " = " + other + "\n"
                    + (limit.equals(Limit.FRAME) ? "relay.pushes.burstBytes = 128 MiB\n" : "");
            RelaySettings read = ConfigFile.read(FILE, text).limiting(DEFAULTS, FILE);
            assertThat(limit.in(read)).as(limit.key()).isEqualTo(other);
        }
    }

    @Test
    void valuesHaveUnitsAndPathsStartWhereTheFileLies_CFG2() throws ConfigException {
        ConfigFile file = ConfigFile.read(FILE, """
                # a relay
                data = ../../srv/meri#dian   # with a comment
                publicHosts = relay.example , relay.example:7400
                store.cacheBytes=1 GiB
                net.quietMillisMax = 2 min
                net.connectionsMax = 20_000
                """);
        assertThat(file.data()).contains(Path.of("/srv/meri#dian"));
        assertThat(file.publicHosts()).containsExactlyInAnyOrder("relay.example", "relay.example:7400");
        assertThat(file.limits())
                .isEqualTo(Map.of(
                        "store.cacheBytes", 1L << 30, "net.quietMillisMax", 120_000L, "net.connectionsMax", 20_000L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    net.conectionsMax = 5                | relay.conf:2: there is no setting "net.conectionsMax"; did you mean net.connectionsMax?
                    connectionsMax = 5                   | relay.conf:2: there is no setting "connectionsMax"; did you mean net.connectionsMax?
                    Listen = 127.0.0.1:7400              | relay.conf:2: there is no setting "Listen"; did you mean listen?
                    colour = blue                        | relay.conf:2: there is no setting "colour"; meridian relay --print-config shows them all
                    log = xml                            | relay.conf:2: log is text or json; not "xml"
                    net.connectionsMax                   | relay.conf:2: not a setting: key = value
                    net.connectionsMax =                 | relay.conf:2: not a setting: key = value
                    net.connectionsMax = 5 s             | relay.conf:2: net.connectionsMax is a whole number; not "5 s"
                    net.connectionsMax = -5              | relay.conf:2: net.connectionsMax is a whole number; not "-5"
                    net.quietMillisMax = 5 KiB           | relay.conf:2: net.quietMillisMax is a time, for example
                    store.cacheBytes = 128 megs          | relay.conf:2: store.cacheBytes is bytes, for example 128 MiB
                    store.cacheBytes = 99999999999 GiB   | relay.conf:2: store.cacheBytes is bytes, for example 128 MiB
                    listen = nowhere                     | relay.conf:2: not HOST:PORT: nowhere
                    net.connectionsMax = 0               | relay.conf: the settings do not fit each other: connectionsMax must be positive
                    relay.itemBytesMax = 1 MiB           | relay.conf: the settings do not fit each other: an item
                    store.cacheBytes = 1 KiB             | relay.conf: the settings do not fit each other: cacheBytes must
                    net.connectionsMax = 5000000000      | relay.conf: the settings do not fit each other: net.connectionsMax is too large
                    """)
    void whatIsWrongIsOneSentenceWithFileAndLine_CFG3(String line, String sentence) {
        ConfigException thrown = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigFile.read(FILE, "# first\n" + line + "\n").limiting(DEFAULTS, FILE));
        assertThat(thrown).hasMessageStartingWith("/etc/meridian/" + sentence);
        assertThat(thrown.getMessage()).doesNotContain("\n");
    }

    @Test
    void aSettingStandsOnce_CFG3() {
        ConfigException thrown = catchThrowableOfType(
                ConfigException.class, () -> ConfigFile.read(FILE, "net.connectionsMax = 1\n\nnet.connectionsMax = 2"));
        assertThat(thrown).hasMessage("/etc/meridian/relay.conf:3: \"net.connectionsMax\" was set in line 1 already");
    }
}
