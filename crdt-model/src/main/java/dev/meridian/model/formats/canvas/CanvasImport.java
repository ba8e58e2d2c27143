package dev.meridian.model.formats.canvas;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.BoardTarget;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportResult;
import dev.meridian.model.formats.Mark;
import dev.meridian.model.formats.Paths;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.json.CompactJson;
import dev.meridian.model.formats.json.Located;
import dev.meridian.model.formats.markdown.MarkdownFile;
import dev.meridian.model.formats.merge.SourceArrow;
import dev.meridian.model.formats.merge.SourceBoard;
import dev.meridian.model.formats.merge.SourceBoard.Placed;
import dev.meridian.model.formats.merge.SourceDocument;
import dev.meridian.model.formats.merge.SourceThing;
import dev.meridian.model.formats.merge.Warnings;
import dev.meridian.model.formats.merge.Words;
import dev.meridian.model.formats.merge.WorkspaceMerge;
import dev.meridian.model.value.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads a JSON Canvas into a board, with the Markdown files that it shows. */
public final class CanvasImport {

    /** {@link dev.meridian.model.value.Source#kind()} of cards, groups, arrows and boards that came from a canvas. */
    public static final String KIND = "canvas";

    private final ImportContext context;
    private final SourceText source;
    private final Warnings warnings;
    private final Words words;
    private final Map<String, SourceDocument> files = new LinkedHashMap<>();

    private CanvasImport(ImportContext context, SourceText source) {
        this.context = context;
        this.source = source;
        this.warnings = new Warnings(source.file());
        this.words = new Words(context.team());
    }

    /**
     * What it takes to bring the canvas into the board.
     *
     * @param file path of the canvas from the root of the vault, with {@code /} between names; as errors name it
     * @return an {@link dev.meridian.model.formats.ImportPlan}, or an {@link dev.meridian.model.formats.ImportFailed}
     */
    public static ImportResult plan(ImportContext context, BoardTarget target, String file, byte[] bytes) {
        try {
            SourceText source = SourceText.decode(file, bytes, context.limits());
            return new CanvasImport(context, source).plan(target, CanvasReader.read(source, context.limits()));
        } catch (BadInput bad) {
            return bad.failure();
        }
    }

    private ImportResult plan(BoardTarget target, CanvasFile canvas) throws BadInput {
        List<Rect.Named> groups = Rect.bySize(canvas.nodes().stream()
                .filter(node -> new CanvasNode(node.keys()).isGroup())
                .map(node -> new Rect.Named(node.id(), new CanvasNode(node.keys()).rect()))
                .toList());
        List<Placed> placed = new ArrayList<>();
        for (CanvasFile.Element node : canvas.nodes()) {
            placed.add(placed(node, groups));
        }
        List<SourceArrow> arrows = new ArrayList<>();
        for (CanvasFile.Element edge : canvas.edges()) {
            arrow(edge).ifPresent(arrows::add);
        }
        SourceBoard board = new SourceBoard(
                KIND,
                source.file(),
                placed,
                arrows,
                BoardExtra.of(canvas).write(),
                new SourceBoard.Style(true, false, mention -> false, Map.of()));
        return WorkspaceMerge.plan(context, target, board, files.values(), warnings);
    }

    private Placed placed(CanvasFile.Element element, List<Rect.Named> groups) throws BadInput {
        CanvasNode node = new CanvasNode(element.keys());
        Optional<String> document = document(node, element.at());
        Reading plain = PlainKeys.read(node, groups, file -> document);
        Reading fields = plain;
        Map<Field, String> exported = Map.of();
        if (element.ours().isPresent()) {
            Reading ours = OurKeys.read(
                    source, "node \"" + element.id() + "\"", element.ours().get(), context.limits());
            requireGroup(element, ours, groups);
            fields = plain.with(node.isGroup() ? ours.onlyTitle() : ours);
            exported = OurKeys.exported(element.ours().get());
        }
        NodeExtra extra = NodeExtra.of(node, element.ours().map(Located::value), plain, fields);
        requireSize(extra, element);
        return new Placed(
                node.isGroup(),
                new SourceThing(element.id(), element.at(), fields.values(), fields.sets(), extra.write(), exported));
    }

    private Optional<SourceArrow> arrow(CanvasFile.Element element) throws BadInput {
        CanvasEdge edge = new CanvasEdge(element.keys());
        if (edge.from().equals(edge.to())) {
            warnings.add(
                    element.at(),
                    "edge \"" + element.id() + "\" leads back to its own node: it is kept for the export only");
            return Optional.empty();
        }
        Map<Field, String> values = EdgeKeys.read(edge);
        Map<Field, String> exported = element.ours().map(OurKeys::exported).orElse(Map.of());
        NodeExtra extra = EdgeKeys.extra(edge, element.ours().map(Located::value), values);
        requireSize(extra, element);
        SourceThing thing = new SourceThing(element.id(), element.at(), values, Map.of(), extra.write(), exported);
        return Optional.of(new SourceArrow(thing, edge.from(), edge.to(), new TreeSet<>()));
    }

    /** What the workspace calls the Markdown file of a node; reads it if it is in the vault. */
    private Optional<String> document(CanvasNode node, Mark at) throws BadInput {
        Optional<String> path = node.file().filter(Paths::isMarkdown);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        for (String candidate : candidates(path.get())) {
            if (files.containsKey(candidate)) {
                return Optional.of(candidate);
            }
            Optional<byte[]> bytes = context.vault().read(candidate);
            if (bytes.isPresent()) {
                MarkdownFile file = MarkdownFile.read(candidate, bytes.get(), context.limits());
                files.put(candidate, file.toSource(Optional.empty()));
                return Optional.of(candidate);
            }
        }
        Optional<String> known = path.filter(word -> words.document(word).isPresent());
        if (known.isEmpty()) {
            warnings.add(at, "the file \"" + path.get() + "\" is not there; its card has no document");
        }
        return known;
    }

    /** Paths start at the root of the vault; where that is not known, at the canvas. */
    private List<String> candidates(String path) {
        return Paths.resolve(Paths.folder(source.file()), path)
                .filter(beside -> !beside.equals(path))
                .map(beside -> List.of(path, beside))
                .orElse(List.of(path));
    }

    private void requireGroup(CanvasFile.Element element, Reading ours, List<Rect.Named> groups) throws BadInput {
        String group = ours.value(Field.GROUP);
        if (!group.isEmpty() && groups.stream().noneMatch(each -> each.name().equals(group))) {
            throw source.bad(
                    element.at(), "node \"" + element.id() + "\": there is no group \"" + group + "\" in this canvas");
        }
    }

    private void requireSize(NodeExtra extra, CanvasFile.Element element) throws BadInput {
        int chars = CompactJson.write(extra.write()).length();
        if (chars > context.limits().extraCharsMax()) {
            throw source.bad(
                    element.at(),
                    "\"" + element.id() + "\" has keys of " + chars + " characters, and at most "
                            + context.limits().extraCharsMax() + " are kept");
        }
    }
}
