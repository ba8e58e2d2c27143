package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.model.json.Json;
import dev.meridian.model.json.JsonText;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An exported certificate, read.
 *
 * @param certificate in canonical form
 * @param chainBefore the chain of the log before the first entry
 * @param first position of the first entry
 * @param entries of the log, one after the other
 * @param members records of who was a member, from the founding on
 * @param statements items by position
 * @param head the relay's signature after the last entry
 */
record CertificateFile(
        Json.Obj certificate,
        WorkspaceId workspace,
        ByteString chainBefore,
        long first,
        List<ByteString> entries,
        List<Item> members,
        Map<Long, ByteString> statements,
        ByteString head) {

    static final String FORMAT = "meridian-decision/1";

    CertificateFile {
        entries = List.copyOf(entries);
        members = List.copyOf(members);
        statements = Map.copyOf(statements);
    }

    /** A membership record with its entry. */
    record Item(ByteString entry, ByteString item) {}

    /** An act that counted. */
    record Act(long position, Instant received) {}

    /**
     * @throws DecisionException where this is no certificate
     * @throws IllegalArgumentException where it is damaged
     */
    static CertificateFile read(String exported) {
        Optional<Json> json = JsonText.parse(exported);
        if (json.isEmpty()
                || !(json.get() instanceof Json.Obj file)
                || !Json.of(FORMAT).equals(file.fields().get("format"))) {
            throw new DecisionException("This is no certificate of a decision.");
        }
        Map<Long, ByteString> statements = new TreeMap<>();
        for (Json.Obj each : objects(file, "statements")) {
            statements.put(number(each, "position"), bytes(each, "item"));
        }
        return new CertificateFile(
                object(file.fields().get("certificate")),
                WorkspaceId.parse(text(file, "workspace")),
                bytes(file, "chainBefore"),
                number(file, "firstPosition"),
                items(file, "entries").stream().map(CertificateFile::bytes).toList(),
                objects(file, "members").stream()
                        .map(each -> new Item(bytes(each, "entry"), bytes(each, "item")))
                        .toList(),
                statements,
                bytes(file, "head"));
    }

    /** Of the decision, in hex. */
    String decision() {
        return text(certificate, "decision");
    }

    Optional<ByteString> statement(long position) {
        return Optional.ofNullable(statements.get(position));
    }

    List<Act> acts() {
        List<Act> acts = new ArrayList<>();
        for (Json.Obj each : objects(certificate, "acts")) {
            acts.add(new Act(number(each, "position"), instant(each)));
        }
        return acts;
    }

    /** One line. */
    String outcome() {
        ByteString canonical = ByteString.copyFromUtf8(certificate.print());
        return "round %d: %s, certificate %s"
                .formatted(
                        number(certificate, "round"), text(certificate, "outcome"), Hex.encode(Sha256.of(canonical)));
    }

    private static Instant instant(Json.Obj act) {
        try {
            return Instant.parse(text(act, "received"));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no instant", e);
        }
    }

    private static List<Json> items(Json.Obj of, String key) {
        return of.fields().get(key) instanceof Json.Arr list ? list.items() : List.of();
    }

    private static List<Json.Obj> objects(Json.Obj of, String key) {
        return items(of, key).stream().map(CertificateFile::object).toList();
    }

    private static Json.Obj object(@org.jspecify.annotations.Nullable Json json) {
        if (json instanceof Json.Obj object) {
            return object;
        }
        throw new IllegalArgumentException("not an object");
    }

    private static long number(Json.Obj of, String key) {
        if (of.fields().get(key) instanceof Json.Num number) {
            return (long) Double.parseDouble(number.literal());
        }
        throw new IllegalArgumentException("not a number");
    }

    private static String text(Json.Obj of, String key) {
        if (of.fields().get(key) instanceof Json.Str text) {
            return text.value();
        }
        throw new IllegalArgumentException("not text");
    }

    private static ByteString bytes(Json.Obj of, String key) {
        return decoded(text(of, key));
    }

    private static ByteString bytes(Json item) {
        if (item instanceof Json.Str text) {
            return decoded(text.value());
        }
        throw new IllegalArgumentException("not text");
    }

    private static ByteString decoded(String text) {
        return ByteString.copyFrom(Base64.getDecoder().decode(text));
    }
}
