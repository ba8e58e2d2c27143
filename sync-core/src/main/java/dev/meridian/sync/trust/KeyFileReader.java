package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.trust.KeyFile.DeviceFile;
import dev.meridian.sync.trust.KeyFile.PassphraseNeeded;
import dev.meridian.sync.trust.KeyFile.Reading;
import dev.meridian.sync.trust.KeyFile.RelayFile;
import dev.meridian.sync.trust.KeyFile.Unreadable;
import dev.meridian.sync.trust.KeyFile.WrongPassphrase;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link KeyFile} writes. The check line comes first, so that what follows is as it was written. */
final class KeyFileReader {
    private static final int FILE_BYTES_MAX = 4096;
    private static final int SEED = DeviceKeys.SEED_LENGTH;

    private static final Pattern CHECKED =
            Pattern.compile("(?<text>.*\n)check (?<check>[0-9a-f]{16})\n?", Pattern.DOTALL);
    private static final Pattern BODY = Pattern.compile("""
            (?<clear>meridian-key 1 (?<kind>device|relay)(?<sealed> sealed)?
            id (?<id>[0-9a-f]{32})
            (argon2id (?<memory>[0-9]{1,7}) (?<passes>[0-9]{1,2}) (?<lanes>[0-9]{1,2}) (?<salt>[0-9a-f]{32})
            )?)(sealed (?<data>([0-9a-f]{2})+)
            )?(signing (?<signing>[0-9a-f]{64})
            )?(wrapping (?<wrapping>[0-9a-f]{64})
            )?""");

    private KeyFileReader() {}

    static Reading read(ByteString file, Optional<Passphrase> passphrase) {
        if (file.size() > FILE_BYTES_MAX || !file.isValidUtf8()) {
            return new Unreadable("not a key file");
        }
        // A file that an editor on Windows saved is still the same keys.
        String all = file.toStringUtf8().replace("\r\n", "\n");
        if (!all.startsWith(KeyFile.MAGIC)) {
            return new Unreadable(all.startsWith("meridian-key ") ? "a key file of a later version" : "not a key file");
        }
        Matcher checked = CHECKED.matcher(all);
        if (!checked.matches()
                || !Hex.encode(KeyFile.check(checked.group("text"))).equals(checked.group("check"))) {
            return new Unreadable("a damaged key file");
        }
        Matcher body = BODY.matcher(checked.group("text"));
        return body.matches() ? read(body, passphrase) : new Unreadable("a key file that is not well formed");
    }

    private static Reading read(Matcher body, Optional<Passphrase> passphrase) {
        Optional<ByteString> data = field(body, "data");
        if (body.group("sealed") == null) {
            ByteString secret = field(body, "signing")
                    .orElse(ByteString.EMPTY)
                    .concat(field(body, "wrapping").orElse(ByteString.EMPTY));
            return data.isPresent() ? malformed() : keys(body, secret);
        }
        Optional<ByteString> salt = field(body, "salt");
        if (data.isEmpty() || salt.isEmpty() || field(body, "signing").isPresent()) {
            return malformed();
        }
        Optional<Argon2Cost> cost =
                Argon2Cost.bounded(number(body, "memory"), number(body, "passes"), number(body, "lanes"));
        if (cost.isEmpty()) {
            return new Unreadable("a key file whose passphrase costs more than is allowed to try");
        }
        return passphrase
                .map(phrase -> open(body, cost.get().key(phrase, salt.get()), data.get()))
                .orElseGet(PassphraseNeeded::new);
    }

    private static Reading open(Matcher body, ByteString key, ByteString data) {
        return AesGcm.open(key, data, ByteString.copyFromUtf8(body.group("clear")))
                .map(secret -> keys(body, secret))
                .orElseGet(WrongPassphrase::new);
    }

    private static Reading keys(Matcher body, ByteString secret) {
        boolean device = body.group("kind").equals(KeyFile.DEVICE);
        if (secret.size() != (device ? 2 * SEED : SEED)) {
            return malformed();
        }
        SigningKey signing = SigningKey.fromSeed(secret.substring(0, SEED));
        if (!signing.deviceId().hex().equals(body.group("id"))) {
            return malformed();
        }
        return device
                ? new DeviceFile(DeviceKeys.fromSeeds(secret.substring(0, SEED), secret.substring(SEED)))
                : new RelayFile(signing);
    }

    private static Reading malformed() {
        return new Unreadable("a key file that is not well formed");
    }

    private static Optional<ByteString> field(Matcher body, String name) {
        return Optional.ofNullable(body.group(name)).map(Hex::decode);
    }

    private static int number(Matcher body, String name) {
        return Optional.ofNullable(body.group(name)).map(Integer::parseInt).orElse(0);
    }
}
