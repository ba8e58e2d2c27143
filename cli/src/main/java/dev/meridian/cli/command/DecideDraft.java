package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Workspace;
import dev.meridian.model.decision.Preset;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.value.DraftField;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code meridian decide draft}. */
@Command(
        name = "draft",
        header = "Say what a decision shall be about, before it is opened.",
        description = {
            "What is left out comes from the cards that link to the document, from the document OWNERS,",
            "and from the preset: lazy-consensus, final-comment, two-approvals, explicit-consent, majority."
        })
final class DecideDraft implements Leaf {

    @Parameters(paramLabel = "DOC", description = "The document: by part of its title, or the beginning of its id.")
    private String document = "";

    @Option(names = "--question", paramLabel = "TEXT", description = "What is to be decided, in one line.")
    private Optional<String> question = Optional.empty();

    @Option(
            names = {"-o", "--option"},
            paramLabel = "TEXT",
            description = "Something to choose. May be repeated.")
    private List<String> options = List.of();

    @Option(names = "--recommend", paramLabel = "TEXT", description = "The option that is proposed.")
    private Optional<String> recommendation = Optional.empty();

    @Option(
            names = {"-r", "--required"},
            paramLabel = "MEMBER",
            description = "Who has to be reached. May be repeated.")
    private List<String> required = List.of();

    @Option(names = "--consulted", paramLabel = "MEMBER", description = "Who is asked as well. May be repeated.")
    private List<String> consulted = List.of();

    @Option(names = "--informed", paramLabel = "MEMBER", description = "Who is told; everybody, if nobody is named.")
    private List<String> informed = List.of();

    @Option(names = "--decider", paramLabel = "MEMBER", description = "Who dismisses, excuses and calls a vote.")
    private Optional<String> decider = Optional.empty();

    @Option(
            names = {"-p", "--preset"},
            paramLabel = "PRESET",
            converter = ToPreset.class,
            description = "By which rule it passes (default: lazy-consensus).")
    private Optional<Preset> preset = Optional.empty();

    @Option(
            names = "--window",
            paramLabel = "DAYS",
            converter = Conversions.ToCount.class,
            description = "Working days that everybody required has, in place of the preset's.")
    private Optional<Integer> window = Optional.empty();

    @Option(
            names = "--deadline",
            paramLabel = "DATE",
            converter = Conversions.ToDate.class,
            description = "Until this day has ended everywhere on Earth, in place of working days.")
    private Optional<LocalDate> deadline = Optional.empty();

    @Option(
            names = "--review",
            paramLabel = "DATE",
            converter = Conversions.ToDate.class,
            description = "When to look at the outcome again.")
    private Optional<LocalDate> review = Optional.empty();

    @Option(names = "--supersedes", paramLabel = "DOC", description = "A decision that this replaces. May be repeated.")
    private List<String> supersedes = List.of();

    /** A preset by its name. */
    static final class ToPreset implements picocli.CommandLine.ITypeConverter<Preset> {
        @Override
        public Preset convert(String text) {
            return Preset.of(text)
                    .orElseThrow(() -> new TypeConversionException("a preset is lazy-consensus, final-comment,"
                            + " two-approvals, explicit-consent or majority; not \"" + text + "\""));
        }
    }

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(this::draft);
    }

    private Answer draft(Workspace workspace) {
        Names names = new Names(workspace);
        DocumentEntry entry = names.document(document);
        Map<DraftField, String> fields = fields(names);
        fields.forEach((field, value) -> workspace.decision(entry.id()).draft(field, Optional.of(value)));
        Map<DraftField, String> all = workspace.document(entry.id()).snapshot().draft();
        Json.Fields json = Json.object().put("id", entry.id().hex()).put("title", entry.title());
        for (DraftField each : DraftField.values()) {
            json.put(each.word(), Optional.ofNullable(all.get(each)));
        }
        // The page is printed when the workspace is closed again.
        List<String> lines = new EnumMap<>(all)
                .entrySet().stream()
                        .map(each ->
                                "  " + each.getKey().word() + ": " + shown(workspace, each.getKey(), each.getValue()))
                        .toList();
        return Answer.ok(json, page -> {
            page.line("draft of \"" + entry.title() + "\"");
            lines.forEach(page::line);
            page.line("  put it to the people with: meridian decide open");
        });
    }

    private static String shown(Workspace workspace, DraftField field, String value) {
        boolean members = switch (field) {
            case DECIDER, REQUIRED, CONSULTED, INFORMED -> true;
            case QUESTION, OPTIONS, RECOMMENDATION, PRESET, WINDOW, DEADLINE, REVIEW, SUPERSEDES -> false;
        };
        return value.lines().map(line -> members ? name(workspace, line) : line).collect(Collectors.joining(", "));
    }

    private static String name(Workspace workspace, String id) {
        return workspace.team().members().stream()
                .filter(member -> member.id().hex().equals(id))
                .map(member -> member.name())
                .findFirst()
                .orElse(id);
    }

    private Map<DraftField, String> fields(Names names) {
        Map<DraftField, String> fields = new EnumMap<>(DraftField.class);
        question.ifPresent(text -> fields.put(DraftField.QUESTION, text));
        recommendation.ifPresent(text -> fields.put(DraftField.RECOMMENDATION, text));
        decider.ifPresent(
                name -> fields.put(DraftField.DECIDER, names.member(name).id().hex()));
        preset.ifPresent(chosen -> fields.put(DraftField.PRESET, chosen.word()));
        window.ifPresent(days -> fields.put(DraftField.WINDOW, days.toString()));
        deadline.ifPresent(date -> fields.put(DraftField.DEADLINE, date.toString()));
        review.ifPresent(date -> fields.put(DraftField.REVIEW, date.toString()));
        put(fields, DraftField.OPTIONS, options);
        put(fields, DraftField.REQUIRED, members(names, required));
        put(fields, DraftField.CONSULTED, members(names, consulted));
        put(fields, DraftField.INFORMED, members(names, informed));
        put(
                fields,
                DraftField.SUPERSEDES,
                supersedes.stream()
                        .map(names::document)
                        .map(DocumentEntry::id)
                        .map(DocumentId::hex)
                        .toList());
        return fields;
    }

    private static List<String> members(Names names, List<String> given) {
        return given.stream().map(name -> names.member(name).id().hex()).toList();
    }

    private static void put(Map<DraftField, String> fields, DraftField field, List<String> items) {
        if (!items.isEmpty()) {
            fields.put(field, String.join("\n", items));
        }
    }
}
