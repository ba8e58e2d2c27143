package dev.meridian.cli.view;

import dev.meridian.cli.naming.Access;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.output.Table;
import dev.meridian.client.AccessEvent;
import dev.meridian.client.RejectedEntry;
import dev.meridian.client.Workspace;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.MemberDevice;
import dev.meridian.sync.trust.Person;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who has access to a workspace and how they came by it, as its verified log has it: taken whole when it is made. */
public final class AccessReport {

    private static final int EVENTS_SHOWN_MAX = 40;

    private final String name;
    private final String id;
    private final List<Someone> people;
    private final List<AccessEvent> events;
    private final List<String> sentences;
    private final List<RejectedEntry> rejected;
    private final List<String> proof;
    private final int epoch;

    private record Someone(Person person, String name, String standing, String since, List<MemberDevice> devices) {}

    /** What the workspace says now. */
    public AccessReport(Workspace workspace) {
        Access access = new Access(workspace);
        this.name = workspace.info().name();
        this.id = workspace.id().hex();
        this.events = workspace.access().history();
        this.sentences = events.stream().map(event -> sentence(access, event)).toList();
        this.people = workspace.access().people().stream()
                .map(person -> someone(workspace, access, person))
                .toList();
        this.rejected = workspace.status().rejected();
        this.epoch = events.isEmpty() ? 0 : events.getLast().epoch();
        this.proof = workspace.evidence().stream()
                .map(signed -> head(workspace, signed))
                .toList();
    }

    private Someone someone(Workspace workspace, Access access, Person person) {
        List<MemberDevice> devices = Stream.concat(person.devices().stream(), person.recovery().stream())
                .flatMap(device -> workspace.access().device(device).stream())
                .toList();
        String since = events.stream()
                .filter(event -> event.subject().equals(Optional.of(person.id())))
                .filter(event -> event.kind() == AccessEvent.Kind.FOUNDED || event.kind() == AccessEvent.Kind.JOINED)
                .findFirst()
                .map(event -> time(event)
                        + event.through()
                                .map(by -> ", by an invite of " + access.nameOf(by))
                                .orElse(", as the founder"))
                .orElse("");
        return new Someone(person, access.nameOf(person), Access.standing(Optional.of(person)), since, devices);
    }

    private static String time(AccessEvent event) {
        return event.at().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code Ann made Bob a viewer}. */
    private static String sentence(Access access, AccessEvent event) {
        String by = access.nameOf(event.by());
        String subject = event.subject().map(access::nameOf).orElse("");
        String digits = event.subject().map(Access::digits).orElse("");
        String role = event.role().map(Access::word).orElse("");
        return switch (event.kind()) {
            case FOUNDED -> by + " founded the workspace";
            case INVITED -> by + " made the invite " + digits + " for one who becomes " + role;
            case JOINED ->
                subject + " joined as " + role
                        + event.through()
                                .map(maker -> ", by an invite of " + access.nameOf(maker))
                                .orElse("");
            case APPROVED -> by + " approved " + subject;
            case DEVICE_ADDED -> by + " added the device " + digits;
            case DEVICE_REVOKED -> by + " revoked the device " + digits;
            case REMOVED -> by + " removed " + subject;
            case ROLE_SET -> by + " made " + subject + " " + role;
            case KEY_CHANGED -> by + " changed the key";
            case INVITE_REVOKED -> by + " revoked the invite " + digits;
            case QUARANTINED -> by + " put an entry of the log in quarantine";
            case RELAY_CHANGED -> by + " moved the workspace to another relay key";
        };
    }

    private static String head(Workspace workspace, SignedHead signed) {
        return workspace
                .access()
                .relayKey()
                .flatMap(key -> SignedHeads.verify(signed, key, workspace.id()))
                .map(head -> "position " + head.pos() + " in generation " + head.gen() + ", chain " + digits(head)
                        + ", signed by the relay")
                .orElse("a head that the relay did not sign");
    }

    private static String digits(LogHead head) {
        return HexFormat.of().formatHex(head.chain().toByteArray()).substring(0, 16);
    }

    /** For a person. */
    public void print(Page page) {
        page.blank();
        page.line(Span.of(name, Style.BOLD), Span.of("  key " + epoch + ", " + id.substring(0, 8), Style.DIM));
        Table table =
                new Table("  ").column("").column("").flexibleColumn("since").flexibleColumn("devices");
        people.forEach(each -> table.row(
                Span.of(each.name()),
                Span.of(each.standing()),
                Span.of(each.since()),
                Span.of(String.join(
                        ", ", each.devices().stream().map(AccessReport::device).toList()))));
        page.table(table);
        page.blank();
        page.line(Span.of("  how that came about", Style.DIM));
        int from = Math.max(0, events.size() - EVENTS_SHOWN_MAX);
        if (from > 0) {
            page.line(Span.of("  (" + from + " records before these: --json has them all)", Style.DIM));
        }
        for (int i = from; i < events.size(); i++) {
            page.line(
                    Span.of("  " + time(events.get(i)) + "  ", Style.DIM),
                    Span.of(sentences.get(i)),
                    Span.of("  position " + events.get(i).position(), Style.DIM));
        }
        rejected.forEach(entry -> page.line(
                Span.of("  !!  ", Style.YELLOW),
                Span.of("position " + entry.position() + " by device " + Access.digits(entry.author())
                        + " was not taken in: " + entry.reason())));
        proof.forEach(each -> page.line(Span.of("  !!  ", Style.BOLD_RED), Span.of("proof: " + each)));
    }

    private static String device(MemberDevice device) {
        return Access.digits(device.id()) + (device.kind() == MemberDevice.Kind.RECOVERY ? " (words)" : "");
    }

    public Json json() {
        return Json.object()
                .put("id", id)
                .put("name", name)
                .put("epoch", epoch)
                .put("people", Json.array(people, AccessReport::json))
                .put(
                        "history",
                        Json.array(
                                IntStream.range(0, events.size()).boxed().toList(),
                                i -> json(events.get(i), sentences.get(i))))
                .put(
                        "rejected",
                        Json.array(
                                rejected,
                                entry -> Json.object()
                                        .put("position", entry.position())
                                        .put("device", entry.author().hex())
                                        .put("reason", entry.reason())))
                .put("proof", proof);
    }

    private static Json json(Someone someone) {
        return Json.object()
                .put("member", someone.person().id().hex())
                .put("name", someone.name())
                .put("role", Access.word(someone.person().role()))
                .put("state", someone.person().state().name().toLowerCase(Locale.ROOT))
                .put("since", someone.since())
                .put(
                        "devices",
                        Json.array(
                                someone.devices(),
                                device -> Json.object()
                                        .put("id", device.id().hex())
                                        .put("kind", device.kind().name().toLowerCase(Locale.ROOT))));
    }

    private static Json json(AccessEvent event, String sentence) {
        return Json.object()
                .put("position", event.position())
                .put("at", event.at().toString())
                .put("kind", event.kind().name().toLowerCase(Locale.ROOT))
                .put("by", event.by().hex())
                .put("subject", event.subject().map(DeviceId::hex))
                .put("role", event.role().map(Access::word))
                .put("epoch", event.epoch())
                .put("text", sentence);
    }
}
