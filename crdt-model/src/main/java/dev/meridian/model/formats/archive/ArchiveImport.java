package dev.meridian.model.formats.archive;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.ImportResult;
import dev.meridian.model.formats.ImportSummary;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.json.JsonReader;
import dev.meridian.model.formats.json.Located;
import dev.meridian.model.formats.merge.Sentences;
import dev.meridian.model.formats.merge.Warnings;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Brings an archive into an empty workspace, with the ids that things had. */
public final class ArchiveImport {

    private static final FormatLimits LIMITS = new FormatLimits(
            Math.toIntExact(ZipFiles.BYTES_MAX), 64, 50_000, 200_000, 512, 16 * 1024 * 1024, 1_000, 200, 12_000);

    private final Warnings warnings;
    private final Node workspace;
    private final SortedMap<String, byte[]> files;
    private final ImportContext context;

    private ArchiveImport(ImportContext context, String file, SortedMap<String, byte[]> files) throws BadInput {
        this.files = files;
        this.context = context;
        this.warnings = new Warnings(file);
        this.workspace = json(file, files, ArchiveExport.WORKSPACE);
    }

    /**
     * What it takes to have here what the archive holds.
     *
     * @param context of a workspace without boards and documents
     * @param file as errors name it
     * @return an {@link ImportPlan}, or an {@link dev.meridian.model.formats.ImportFailed}
     */
    public static ImportResult plan(ImportContext context, String file, byte[] bytes) {
        try {
            SortedMap<String, byte[]> files = ZipFiles.read(file, bytes, ZipFiles.BYTES_MAX);
            Node manifest = json(file, files, ArchiveExport.MANIFEST);
            if (!manifest.text("format").equals(ArchiveExport.FORMAT)) {
                throw manifest.bad("this is no archive of the form \"" + ArchiveExport.FORMAT + "\"");
            }
            require(file, manifest, files);
            if (!context.team().boards().isEmpty()
                    || !context.team().documents().isEmpty()) {
                throw new BadInput(
                        file, "an archive is restored into an empty workspace, and this one has boards or documents");
            }
            ArchiveImport restore = new ArchiveImport(context, file, files);
            return restore.plan();
        } catch (BadInput bad) {
            return bad.failure();
        }
    }

    private static Node json(String file, SortedMap<String, byte[]> files, String path) throws BadInput {
        byte[] bytes = Optional.ofNullable(files.get(path))
                .orElseThrow(() -> new BadInput(file, "the archive has no \"" + path + "\""));
        SourceText source = SourceText.decode(file + "/" + path, bytes, LIMITS);
        Located read = JsonReader.read(source, LIMITS);
        return new Node(source, read);
    }

    /** What the manifest lists is there, as it was. */
    private static void require(String file, Node manifest, SortedMap<String, byte[]> files) throws BadInput {
        for (Node listed : manifest.list("files")) {
            byte[] bytes = files.get(listed.text("path"));
            if (bytes == null || !ArchiveExport.sum(bytes).equals(listed.text("sha256"))) {
                throw new BadInput(
                        file,
                        "\"" + listed.text("path") + "\" is " + (bytes == null ? "missing" : "not as it was written")
                                + "; the archive is damaged");
            }
        }
    }

    /** Statements are signed by those who made them, for a log that is not this one: they cannot be said again, and come back as texts. */
    private List<TeamIntent> histories(Map<DocumentId, List<DocumentIntent>> documents) throws BadInput {
        List<TeamIntent> entries = new ArrayList<>();
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            String path = each.getKey();
            if (path.startsWith(ArchivedDecisions.FOLDER) && path.endsWith(ArchivedDecisions.HISTORY)) {
                String text = SourceText.decode(path, each.getValue(), LIMITS).text();
                DocumentId id = new DocumentId(context.newId());
                entries.add(new TeamIntent.AddDocument(id, title(text)));
                documents.put(id, ArchivedText.plain(text));
            }
        }
        if (!entries.isEmpty()) {
            int decisions = entries.size();
            warnings.add(
                    Sentences.counted(decisions, "decision")
                            + ": drafts and recorded outcomes are back; what was said, signed for another workspace, is now "
                            + (decisions == 1 ? "a document" : "documents")
                            + " called \"History of the decision: ...\". Certificates stay in the archive's decisions/, and what was still open has to be opened again");
        }
        return entries;
    }

    private static String title(String history) {
        String first = history.lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^#\\s*", "")
                .strip();
        return first.length() <= LIMITS.titleCharsMax() ? first : first.substring(0, LIMITS.titleCharsMax());
    }

    private void tellOfAuthors(int comments) {
        if (comments > 0) {
            warnings.add(Sentences.counted(comments, "comment") + (comments == 1 ? " shows" : " show")
                    + " whoever restores as the author: the archive's discussions/ say who wrote what");
        }
        warnings.add("who changed what, and when, is not in an archive: history begins with this import");
    }

    private ImportPlan plan() throws BadInput {
        Node team = workspace.object("team");
        List<TeamIntent> intents = new ArrayList<>(new ArchivedTeam(context.team(), team, warnings).intents());
        Map<BoardId, List<BoardIntent>> boards = new HashMap<>();
        Map<DocumentId, List<DocumentIntent>> documents = new HashMap<>();
        int cards = 0;
        int groups = 0;
        int arrows = 0;
        int comments = 0;
        for (String hex : ArchivedTeam.listed(team, "boards")) {
            Optional<Node> board = workspace.object("boards").member(hex);
            if (board.isPresent()) {
                boards.put(new BoardId(hex), new ArchivedBoard(board.get()).intents());
                comments += comments(board.get());
                cards += board.get().list("cards").size();
                groups += board.get().list("groups").size();
                arrows += board.get().list("dependencies").size();
            }
        }
        for (String hex : ArchivedTeam.listed(team, "documents")) {
            Optional<Node> document = workspace.object("documents").member(hex);
            if (document.isPresent()) {
                documents.put(new DocumentId(hex), ArchivedText.document(document.get()));
                comments += comments(document.get());
            }
        }
        intents.addAll(histories(documents));
        tellOfAuthors(comments);
        ImportSummary summary = new ImportSummary(cards, 0, groups, 0, arrows, 0, 0, documents.size(), 0, 0);
        return ImportPlan.of(intents, boards, documents, warnings.all(), summary);
    }

    private static int comments(Node holder) throws BadInput {
        int comments = 0;
        for (Node thread : holder.list("threads")) {
            comments += thread.list("comments").size();
        }
        return comments;
    }
}
