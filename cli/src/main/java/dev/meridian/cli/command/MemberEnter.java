package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Workspace;
import dev.meridian.model.id.MemberId;
import dev.meridian.sync.id.DeviceId;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian member enter}. */
@Command(
        name = "enter",
        header = "Enter somebody who may only read among the members.",
        description = {
            "Who may only read cannot write its own name into the workspace: whoever may write does it.",
            "'meridian workspace show' lists the devices that wait for a name."
        })
final class MemberEnter implements Leaf {

    static final int DIGITS_SHOWN = 8;
    private static final int DIGITS_MIN = 4;

    @Parameters(paramLabel = "DEVICE", description = "The beginning of the device's id, four digits at least.")
    private String device = "";

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            converter = Conversions.ToName.class,
            required = true,
            description = "The person's name, as the others see it.")
    private String name = "";

    @Option(
            names = {"-z", "--zone"},
            paramLabel = "ZONE",
            converter = Conversions.ToZone.class,
            required = true,
            description = "The person's time zone, for example Asia/Tokyo.")
    private Optional<ZoneId> zone = Optional.empty();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            DeviceId found = find(workspace);
            MemberId member = workspace.team().enter(found, name, zone.orElseThrow());
            return Answer.ok(
                    Json.object()
                            .put("id", member.hex())
                            .put("device", found.hex())
                            .put("name", name),
                    page -> page.line("entered " + name + ", whose device is "
                            + found.hex().substring(0, DIGITS_SHOWN)));
        });
    }

    private DeviceId find(Workspace workspace) {
        String digits = device.toLowerCase(Locale.ROOT);
        List<DeviceId> fitting = workspace.team().unnamed().keySet().stream()
                .filter(each -> digits.length() >= DIGITS_MIN && each.hex().startsWith(digits))
                .toList();
        return switch (fitting.size()) {
            case 0 ->
                throw new CommandFailed(
                        ExitCode.NOT_FOUND,
                        "no device \"" + device + "\" waits for a name; meridian workspace show lists those that do");
            case 1 -> fitting.getFirst();
            default ->
                throw new CommandFailed(
                        ExitCode.USAGE,
                        "\"" + device + "\" fits " + fitting.size() + " devices; name one by more digits",
                        fitting.stream().map(DeviceId::hex).toList());
        };
    }
}
