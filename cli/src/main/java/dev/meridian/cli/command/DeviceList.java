package dev.meridian.cli.command;

import dev.meridian.cli.naming.Access;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Table;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.MemberDevice;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code meridian device ls}. */
@Command(name = "ls", aliases = "list", header = "List the devices that have access, and whose they are.")
final class DeviceList implements Leaf {

    private record Row(MemberDevice device, String owner) {}

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            Access access = new Access(workspace);
            // Asked for now: what is printed is printed when the workspace is closed.
            List<Row> rows = access.devices().stream()
                    .map(device -> new Row(device, access.ownerOf(device)))
                    .toList();
            DeviceId own = workspace.status().device();
            return Answer.ok(
                    Json.object()
                            .put(
                                    "devices",
                                    Json.array(
                                            rows,
                                            each -> Json.object()
                                                    .put(
                                                            "id",
                                                            each.device().id().hex())
                                                    .put(
                                                            "member",
                                                            each.device()
                                                                    .member()
                                                                    .hex())
                                                    .put("name", each.owner())
                                                    .put(
                                                            "role",
                                                            Access.word(each.device()
                                                                    .role()))
                                                    .put(
                                                            "kind",
                                                            each.device()
                                                                    .kind()
                                                                    .name()
                                                                    .toLowerCase(Locale.ROOT))
                                                    .put(
                                                            "thisOne",
                                                            each.device().id().equals(own)))),
                    page -> {
                        Table table = new Table("")
                                .column("")
                                .column("")
                                .column("role")
                                .flexibleColumn("");
                        rows.forEach(each -> table.row(
                                Span.of(Access.digits(each.device().id())),
                                Span.of(each.owner()),
                                Span.of(Access.word(each.device().role())),
                                Span.of(words(each.device(), own))));
                        page.table(table);
                    });
        });
    }

    private static String words(MemberDevice device, DeviceId own) {
        String kind = switch (device.kind()) {
            case ACTIVE -> "";
            case PENDING -> "waits for an owner: meridian member approve";
            case RECOVERY -> "recovery words";
            case GONE -> "gone";
        };
        return device.id().equals(own) ? "this device" + (kind.isEmpty() ? "" : "; " + kind) : kind;
    }
}
