package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.trust.KeyFile.DeviceFile;
import dev.meridian.sync.trust.KeyFile.PassphraseNeeded;
import dev.meridian.sync.trust.KeyFile.Reading;
import dev.meridian.sync.trust.KeyFile.RelayFile;
import dev.meridian.sync.trust.KeyFile.Unreadable;
import dev.meridian.sync.trust.KeyFile.WrongPassphrase;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class KeyFileTest {
    private static final SeededEntropy ENTROPY = new SeededEntropy("key file");
    private static final DeviceKeys DEVICE = DeviceKeys.generate(ENTROPY);
    private static final SigningKey RELAY = SigningKey.generate(ENTROPY);
    private static final Optional<Passphrase> NONE = Optional.empty();
    private static final Optional<Passphrase> PHRASE = Optional.of(new Passphrase("correct horse \u00fc"));
    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);
    private static final ByteString PLAIN = KeyFile.write(DEVICE, NONE, ENTROPY);
    private static final ByteString SEALED = KeyFile.write(DEVICE, PHRASE, CHEAP, ENTROPY);

    private static void assertIsDevice(Reading reading) {
        assertThat(reading).isInstanceOfSatisfying(DeviceFile.class, file -> {
            assertThat(file.keys().publicKeys()).isEqualTo(DEVICE.publicKeys());
            assertThat(file.keys().wrappingSeed()).isEqualTo(DEVICE.wrappingSeed());
            assertThat(file.keys().signing().seed()).isEqualTo(DEVICE.signing().seed());
        });
    }

    private static String reason(String text) {
        Reading reading = KeyFile.read(ByteString.copyFromUtf8(text), PHRASE);
        assertThat(reading).as(text).isInstanceOf(Unreadable.class);
        return ((Unreadable) reading).reason();
    }

    private static String checked(String text) {
        return text + "check " + Hex.encode(KeyFile.check(text)) + "\n";
    }

    private static String unchecked(ByteString file) {
        String text = file.toStringUtf8();
        return text.substring(0, text.indexOf("check "));
    }

    @Test
    void plainFilesReadBack_KEY6() {
        assertIsDevice(KeyFile.read(PLAIN, NONE));
        assertIsDevice(KeyFile.read(PLAIN, PHRASE));
        assertThat(KeyFile.read(KeyFile.write(RELAY, NONE, ENTROPY), NONE))
                .isInstanceOfSatisfying(
                        RelayFile.class, file -> assertThat(file.key().seed()).isEqualTo(RELAY.seed()));
    }

    @Test
    void filesUnderAPassphraseReadBackAtTheStandardCost_KEY7() {
        ByteString device = KeyFile.write(DEVICE, PHRASE, ENTROPY);

        assertThat(device.toStringUtf8()).contains("argon2id 65536 3 4 ");
        assertIsDevice(KeyFile.read(device, PHRASE));
        assertThat(KeyFile.read(KeyFile.write(RELAY, PHRASE, ENTROPY), PHRASE)).isInstanceOf(RelayFile.class);
    }

    @Test
    void sealedFileAsksForItsPassphraseAndKnowsAWrongOne_KEY7() {
        assertThat(KeyFile.read(SEALED, NONE)).isInstanceOf(PassphraseNeeded.class);
        assertThat(KeyFile.read(SEALED, Optional.of(new Passphrase("correct horse"))))
                .isInstanceOf(WrongPassphrase.class);
    }

    @Test
    void passphraseIsTheSameHoweverItsAccentsAreTyped_KEY7() {
        assertIsDevice(KeyFile.read(SEALED, Optional.of(new Passphrase("correct horse u\u0308"))));
    }

    @Test
    void sealedFileShowsNothingOfTheSeedsAndNoTwoAreTheSame_KEY7() {
        assertThat(SEALED.toStringUtf8())
                .doesNotContain(Hex.encode(DEVICE.signing().seed()))
                .doesNotContain(Hex.encode(DEVICE.wrappingSeed()));
        assertThat(KeyFile.write(DEVICE, PHRASE, CHEAP, ENTROPY)).isNotEqualTo(SEALED);
    }

    @Property(tries = 400)
    boolean oneOtherBitIsADamagedFileAndNotAWrongPassphrase_KEY6(
            @ForAll boolean sealed, @ForAll @IntRange(max = 5_000) int position) {
        byte[] bytes = (sealed ? SEALED : PLAIN).toByteArray();
        // The last byte is a line's end, which may be missing.
        int bit = position % ((bytes.length - 1) * 8);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);

        return KeyFile.read(ByteString.copyFrom(bytes), PHRASE) instanceof Unreadable;
    }

    @Test
    void fileThatAnEditorSavedStillReads_KEY6() {
        String text = PLAIN.toStringUtf8();

        assertIsDevice(KeyFile.read(ByteString.copyFromUtf8(text.replace("\n", "\r\n")), NONE));
        assertIsDevice(KeyFile.read(ByteString.copyFromUtf8(text.strip()), NONE));
    }

    @Test
    void whatIsNoKeyFileSaysWhy_KEY6() {
        String plain = unchecked(PLAIN);
        String sealed = unchecked(SEALED);
        String otherId = RELAY.deviceId().hex();

        assertThat(reason("")).isEqualTo("not a key file");
        assertThat(reason("-----BEGIN OPENSSH PRIVATE KEY-----")).isEqualTo("not a key file");
        assertThat(reason(PLAIN.toStringUtf8() + "x".repeat(5_000))).isEqualTo("not a key file");
        assertThat(KeyFile.read(ByteString.copyFrom(new byte[] {(byte) 0xff}), NONE))
                .isEqualTo(new Unreadable("not a key file"));
        assertThat(reason("meridian-key 2 device\n")).isEqualTo("a key file of a later version");
        assertThat(reason(plain)).isEqualTo("a damaged key file");
        assertThat(reason(PLAIN.toStringUtf8().replace("signing", "zigning"))).isEqualTo("a damaged key file");
        for (String malformed : new String[] {
            plain.replace("device", "camera"),
            plain.replace("signing", "zigning"),
            plain.replaceAll("wrapping .*\n", ""),
            plain.replaceAll("signing .*\n", ""),
            plain.replace("device", "relay"),
            plain.replace(DEVICE.id().hex(), otherId),
            plain + "sealed 00\n",
            plain + "more\n",
            sealed.replaceAll("argon2id .*\n", ""),
            sealed.replaceAll("sealed [0-9a-f]+\n", ""),
            sealed.replaceAll("sealed ([0-9a-f])", "sealed "),
        }) {
            assertThat(reason(checked(malformed))).as(malformed).contains("not well formed");
        }
    }

    @Test
    void fileThatAsksForAllMemoryIsNotTried_KEY7() {
        String sealed = unchecked(SEALED);
        for (String cost : new String[] {"9999999 1 1", "64 17 1", "64 0 1", "64 1 0", "64 1 17", "8 1 2"}) {
            assertThat(reason(checked(sealed.replace("argon2id 64 1 1", "argon2id " + cost))))
                    .as(cost)
                    .contains("costs more than is allowed");
        }
    }

    @Test
    void emptyPassphraseIsNone_KEY7() {
        assertThatThrownBy(() -> new Passphrase("")).isInstanceOf(IllegalArgumentException.class);
    }
}
