package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Input;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.CertificateCheck;
import dev.meridian.client.DecisionHandle;
import dev.meridian.client.DecisionVerification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian decide verify}. */
@Command(
        name = "verify",
        header = "Compute the outcome again from the log, signatures included.",
        description = {
            "Ends with 1 where anything does not hold. A certificate can be checked without DOC, by somebody who is in no workspace:",
            "signatures, receipts and the relay's signature; what takes the log and its key is said to be unchecked."
        })
final class DecideVerify implements Leaf {

    @Parameters(
            arity = "0..1",
            paramLabel = "DOC",
            description = "The document: by part of its title, or the beginning of its id.")
    private Optional<String> document = Optional.empty();

    @Option(names = "--certificate", paramLabel = "FILE", description = "Check this exported certificate.")
    private Optional<Path> certificate = Optional.empty();

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "Write the certificate of the last outcome to a file.")
    private Optional<Path> export = Optional.empty();

    @Override
    public Answer answer(Run run) throws IOException {
        Optional<String> given =
                certificate.isPresent() ? Optional.of(new Input(run).text(certificate.get())) : Optional.empty();
        if (document.isEmpty()) {
            return alone(given);
        }
        String name = document.get();
        Optional<String> exported = run.inWorkspace(workspace -> {
            DecisionHandle decision =
                    workspace.decision(new Names(workspace).document(name).id());
            return export.isPresent()
                    ? decision.state().outcomes().stream()
                            .reduce((earlier, later) -> later)
                            .flatMap(outcome -> decision.export(outcome.round()))
                    : Optional.empty();
        });
        if (export.isPresent() && exported.isPresent()) {
            Files.writeString(run.path(export.get()), exported.get(), StandardCharsets.UTF_8);
        }
        return run.inWorkspace(workspace -> {
            DecisionHandle decision =
                    workspace.decision(new Names(workspace).document(name).id());
            return answer(given.map(decision::verify).orElseGet(decision::verify), exported.isPresent());
        });
    }

    private static String holds(DecisionVerification found) {
        String what = found.statements() == 1 ? "1 signed statement" : found.statements() + " signed statements";
        return found.notChecked().isEmpty()
                ? "all holds; checked " + what
                : "what the file shows holds: " + what
                        + ", each by a device of the workspace, with receipts that its relay has signed";
    }

    private Answer alone(Optional<String> given) {
        if (given.isEmpty() || export.isPresent()) {
            throw new CommandFailed(ExitCode.USAGE, "say which document, or give --certificate FILE alone");
        }
        return answer(CertificateCheck.check(given.get()), false);
    }

    private Answer answer(DecisionVerification found, boolean exported) {
        return Answer.of(
                found.holds() ? ExitCode.OK : ExitCode.REFUSED,
                Json.object()
                        .put("holds", found.holds())
                        .put("checked", found.statements())
                        .put("outcomes", found.outcomes())
                        .put("problems", found.problems())
                        .put("notChecked", found.notChecked())
                        .put("exported", exported),
                page -> {
                    page.line(found.holds() ? holds(found) : "this does not hold:");
                    page.bullets(found.problems());
                    page.bullets(found.outcomes());
                    if (found.outcomes().isEmpty()) {
                        page.line("there is no outcome yet");
                    }
                    if (!found.notChecked().isEmpty()) {
                        page.line("not checked, because this file alone does not show it:");
                        page.bullets(found.notChecked());
                    }
                    export.filter(file -> exported).ifPresent(file -> page.line("wrote " + file));
                });
    }
}
