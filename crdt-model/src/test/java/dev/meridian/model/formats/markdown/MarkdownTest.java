package dev.meridian.model.formats.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.board.Card;
import dev.meridian.model.formats.ImportFailed;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.ImportResult;
import dev.meridian.model.formats.ImportWarning;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.formats.canvas.CanvasImport;
import dev.meridian.model.formats.merge.RecordReader;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Directories of Markdown in and out. */
class MarkdownTest {

    private final TestWorkspace workspace = new TestWorkspace();

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void everyFileBecomesADocumentAndComesOutByteForByte_FMT_MD_1() {
        MapVault vault = new MapVault()
                .with("plain.md", "# Title\n\nText\n")
                .with(
                        "deep/front.md",
                        "---\ntitle: \"A: title\" # why\nstatus: draft\ntags: [a, b]\nnested:\n  x: |\n    y\n---\n\n\nText")
                .with("windows.md", "---\r\na: b\r\n---\r\n# One\r\ntwo\r\n")
                .with("empty.md", "")
                .with("emptyfront.md", "---\n---\ntext")
                .with("rule.md", "text\n\n---\n\nmore")
                .with(".obsidian/hidden.md", "no")
                .with("picture.png", "no");
        ImportPlan plan = load(vault);
        assertThat(plan.summary().documentsAdded()).isEqualTo(6);
        assertThat(titles()).containsExactlyInAnyOrder("Title", "A: title", "One", "empty", "emptyfront", "rule");
        Map<String, String> out = save();
        assertThat(out).hasSize(6);
        out.forEach((path, text) -> assertThat(TestWorkspace.utf8(text))
                .as(path)
                .isEqualTo(vault.read(path).orElseThrow()));
        assertThat(load(vault).isEmpty()).isTrue();
    }

    @Test
    void filesAreLinkedToTheCardsTheyName_FMT_MD_4() {
        makeCards("One", "Two", "Three", "Twin", "Twin");
        ImportPlan plan = load(new MapVault()
                .with("a.md", "---\ncard: One\ncards:\n  - \"[[Two]]\"\n  - Nobody\n  - twin\n---\n")
                .with("b.md", "See [[three|this]] and [[Two#part]], not `[[One]]` nor [[Nobody]]."));
        assertThat(linked("One")).containsExactly("a");
        assertThat(linked("Two")).containsExactly("a", "b");
        assertThat(linked("Three")).containsExactly("b");
        assertThat(plan.warnings())
                .extracting(ImportWarning::toString)
                .containsExactly(
                        "a.md:3: \"Nobody\" is the title or id of no card; the document is not linked to it",
                        "a.md:3: 2 cards are called \"twin\"; name the one that is meant by its id");
    }

    @Test
    void linksFollowTheFilesAndNotWhatWasUnlinkedHere_FMT_MERGE_4() {
        makeCards("One", "Two", "Three");
        load(new MapVault().with("a.md", "[[One]] [[Two]]"));
        Card two = workspace.card("Two");
        workspace.edit(new BoardIntent.UnlinkDocument(two.id(), two.documents().first()));
        load(new MapVault().with("a.md", "[[Two]] [[Three]]"));
        assertThat(linked("One")).isEmpty();
        assertThat(linked("Two")).isEmpty();
        assertThat(linked("Three")).containsExactly("a");
    }

    @Test
    void textsAreMergedLikeFields_FMT_MERGE_2() {
        load(new MapVault().with("a.md", "Old text\n").with("b.md", "Other\n"));
        DocumentId a = document("a");
        workspace.edit(new TeamIntent.SetTitle(a, "Mine"));
        ImportPlan plan = load(new MapVault().with("a.md", "New text\n").with("b.md", "Other\n"));
        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.summary().documentsChanged()).isEqualTo(1);
        assertThat(workspace.document(a).text()).isEqualTo("New text\n");
        assertThat(workspace.documentTitle(a)).isEqualTo("Mine");
        workspace.edit(a, new DocumentIntent.EditText(List.of(Splice.insert(0, "My "))));
        plan = load(new MapVault().with("a.md", "Newer text\n"));
        assertThat(plan.warnings())
                .extracting(ImportWarning::toString)
                .containsExactly(
                        "a.md:1:1: the text of the document \"Mine\" was changed both here and in the file; what is here is kept");
        assertThat(workspace.document(a).text()).isEqualTo("My New text\n");
    }

    @Test
    void whatWasMadeHereGetsAFileWithItsIdAndIsKnownAgain_FMT_MD_5() {
        makeCards("One");
        DocumentId id = makeDocument("Why: \"this\"?", "Because.\n");
        workspace.edit(new BoardIntent.LinkDocument(workspace.card("One").id(), id));
        Map<String, String> files = save();
        String path = "why-this-" + id.hex().substring(0, 8) + ".md";
        assertThat(files).containsOnlyKeys(path);
        assertThat(file(files, path).replace("\"" + id.hex() + "\"", id.hex()))
                .startsWith("---\nid: " + id.hex() + "\ntitle: \"Why: \\\"this\\\"?\"\ncards:\n  - One\nmeridian: ")
                .endsWith("\n---\n\nBecause.\n");
        assertThat(load(vault(files)).boards()).isEmpty();
        assertThat(save()).isEqualTo(files);
        Map<String, String> edited =
                new TreeMap<>(Map.of("moved.md", file(files, path).replace("Because.", "Therefore.")));
        ImportPlan plan = load(vault(edited));
        assertThat(plan.warnings()).isEmpty();
        assertThat(workspace.document(id).text()).isEqualTo("Therefore.\n");
        assertThat(workspace.team().documents()).hasSize(1);
    }

    @Test
    void anOldExportDoesNotUndoWhatChangedSince_FMT_MERGE_7() {
        DocumentId id = makeDocument("Title", "Text\n");
        Map<String, String> files = save();
        workspace.edit(id, new DocumentIntent.EditText(List.of(Splice.insert(0, "New "))));
        assertThat(load(vault(files)).isEmpty()).isTrue();
        assertThat(workspace.document(id).text()).isEqualTo("New Text\n");
    }

    @Test
    void onlyWhatChangedShowsInFrontMatter_FMT_MD_2() {
        makeCards("One");
        load(new MapVault()
                .with("a.md", "---\nauthor: [x]\ntitle: Old # note\n---\nText\n")
                .with("b.md", "# Head\n"));
        workspace.edit(new TeamIntent.SetTitle(document("Old"), "New"));
        workspace.edit(new BoardIntent.LinkDocument(workspace.card("One").id(), document("Head")));
        Map<String, String> out = save();
        assertThat(file(out, "a.md"))
                .startsWith("---\nauthor: [x]\ntitle: New\nmeridian: ")
                .endsWith("\n---\nText\n");
        assertThat(file(out, "b.md"))
                .startsWith("---\ncards:\n  - One\nmeridian: extra:")
                .endsWith("\n---\n\n# Head\n");
        assertThat(load(vault(out)).boards()).isEmpty();
    }

    @Test
    void aTextThatBeginsLikeFrontMatterStaysText_FMT_MD_5() {
        load(new MapVault().with("a.md", "Text\n"));
        DocumentId id = document("a");
        workspace.edit(id, new DocumentIntent.EditText(List.of(Splice.insert(0, "---\nx: y\n---\n"))));
        try (TestWorkspace other = new TestWorkspace(2)) {
            other.carryOut(MarkdownImport.plan(other.context(vault(save())), "dir", Map.of(), RecordReader.NONE));
            assertThat(other.documents().values())
                    .singleElement()
                    .satisfies(document -> assertThat(document.text()).isEqualTo("---\nx: y\n---\nText\n"));
        }
    }

    @Test
    void namesNeverCollideNorLeaveTheFolder_FMT_MD_5() {
        makeDocument("../../etc/passwd", "a");
        makeDocument("Same", "b");
        makeDocument("same", "c");
        makeDocument("\u65e5\u672c / con", "d");
        makeDocument("???", "e");
        load(new MapVault().with("Case.md", "x"));
        workspace.edit(new TeamIntent.SetSource(
                document("Case"), dev.meridian.model.value.Source.of("markdown", "../outside.md")));
        Set<String> paths = save().keySet();
        assertThat(paths).hasSize(6).allMatch(path -> path.matches("[\\p{L}\\p{N}-]+\\.md"));
        assertThat(paths.stream().map(path -> path.toLowerCase(java.util.Locale.ROOT)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theTrashStaysHere_FMT_MD_5() {
        load(new MapVault().with("a.md", "x").with("b.md", "y"));
        DocumentId a = document("a");
        workspace.edit(new TeamIntent.Delete(a, workspace.document(a).heads()));
        assertThat(save()).containsOnlyKeys("b.md");
        ImportPlan plan = load(new MapVault().with("a.md", "changed"));
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.warnings()).hasSize(1);
    }

    @Test
    void cardsKnowTheDocumentsOfTheirCanvas_FMT_MD_4() {
        MapVault vault = new MapVault().with("notes/a.md", "# A\n");
        String canvas =
                "{\"nodes\":[{\"id\":\"f\",\"type\":\"file\",\"file\":\"notes/a.md\",\"x\":0,\"y\":0,\"width\":9,\"height\":9}]}";
        workspace.carryOut(CanvasImport.plan(
                workspace.context(vault), workspace.target(), "c.canvas", TestWorkspace.utf8(canvas)));
        assertThat(load(vault).isEmpty()).isTrue();
        assertThat(save()).isEqualTo(Map.of("notes/a.md", "# A\n"));
    }

    @Test
    void badDirectoriesGiveASentence_FMT_ERR_5() {
        String id = "1".repeat(32);
        assertThat(failure(new MapVault())).isEqualTo("dir: there is no Markdown file (*.md) here");
        assertThat(failure(new MapVault()
                        .with("a.md", "---\nid: " + id + "\n---\n")
                        .with("b.md", "---\nx: y\nid: " + id + "\n---\n")))
                .isEqualTo("b.md:3: \"a.md\" has the same id");
        assertThat(failure(new MapVault().with("a.md", new byte[] {'a', '\n', (byte) 0xFF})))
                .isEqualTo("a.md:2:1: the byte 0xFF is not UTF-8; save the file as UTF-8");
        assertThat(failure(new MapVault().with("a.md", "---\nx: " + "y".repeat(12_000) + "\n---\n")))
                .isEqualTo("a.md:1:1: the front matter has 12003 characters, and at most 12000 are kept");
        assertThat(failure(new MapVault().with("a.md", "---\ncards: {a: b}\n---\n")))
                .isEqualTo("a.md:2: \"cards\" is neither a value on one line nor a list of such values");
    }

    @Property(tries = 80)
    void anyFileComesOutByteForByte_FMT_MD_1(
            @ForAll
                    @StringLength(max = 60)
                    @CharRange(from = 'a', to = 'c')
                    @Chars({'-', ':', ' ', '\n', '#', '[', ']', '"', '|', '\u00fc'})
                    String text) {
        MapVault vault = new MapVault().with("a.md", "---\n" + text);
        try (TestWorkspace other = new TestWorkspace(3)) {
            ImportResult result = MarkdownImport.plan(other.context(vault), "dir", Map.of(), RecordReader.NONE);
            if (result instanceof ImportPlan) {
                other.carryOut(result);
                Map<String, byte[]> out = MarkdownExport.write(other.team(), other.documents(), Map.of());
                assertThat(new String(out.getOrDefault("a.md", new byte[0]), StandardCharsets.UTF_8).stripTrailing())
                        .isEqualTo(("---\n" + text).stripTrailing());
            }
        }
    }

    private void makeCards(String... titles) {
        workspace.makeBoard();
        for (String title : titles) {
            workspace.edit(new BoardIntent.AddCard(new CardId(workspace.newId()), title, Position.ORIGIN, Size.CARD));
        }
    }

    private DocumentId makeDocument(String title, String text) {
        DocumentId id = new DocumentId(workspace.newId());
        workspace.edit(new TeamIntent.AddDocument(id, title));
        workspace.edit(id, new DocumentIntent.Create(), new DocumentIntent.EditText(List.of(Splice.insert(0, text))));
        return id;
    }

    private List<String> linked(String title) {
        return workspace.card(title).documents().stream()
                .map(workspace::documentTitle)
                .sorted()
                .toList();
    }

    private List<String> titles() {
        return workspace.team().documents().values().stream()
                .map(entry -> entry.title())
                .toList();
    }

    private DocumentId document(String title) {
        return workspace.team().documents().values().stream()
                .filter(entry -> entry.title().equals(title))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private ImportPlan load(MapVault vault) {
        return workspace.carryOut(
                MarkdownImport.plan(workspace.context(vault), "dir", workspace.boards(), RecordReader.NONE));
    }

    private String failure(MapVault vault) {
        return MarkdownImport.plan(workspace.context(vault), "dir", Map.of(), RecordReader.NONE)
                        instanceof ImportFailed failed
                ? failed.toString()
                : "no failure";
    }

    private Map<String, String> save() {
        Map<String, String> files = new TreeMap<>();
        MarkdownExport.write(workspace.team(), workspace.documents(), workspace.boards())
                .forEach((path, bytes) -> files.put(path, new String(bytes, StandardCharsets.UTF_8)));
        return files;
    }

    private static String file(Map<String, String> files, String path) {
        return files.getOrDefault(path, "no such file");
    }

    private static MapVault vault(Map<String, String> files) {
        MapVault vault = new MapVault();
        files.forEach(vault::with);
        return vault;
    }
}
