package dev.meridian.cli.view;

import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.output.Table;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.links.LinkEnd;
import dev.meridian.model.links.LinkIndex;
import dev.meridian.model.links.LooseLink;
import java.util.List;
import java.util.stream.Collectors;

/** What one card or document links to, what links to it, and which of its links lead nowhere. */
public record LinkView(List<LinkEnd> to, List<LinkEnd> from, List<LooseLink> loose) {

    public LinkView {
        to = List.copyOf(to);
        from = List.copyOf(from);
        loose = List.copyOf(loose);
    }

    public static LinkView of(LinkIndex index, TopicId topic) {
        return new LinkView(index.linksFrom(topic), index.linksTo(topic), index.loose(topic));
    }

    public boolean isEmpty() {
        return to.isEmpty() && from.isEmpty() && loose.isEmpty();
    }

    /** Under the keys {@code linksTo}, {@code linkedFrom} and {@code looseLinks}. */
    public Json.Fields putInto(Json.Fields fields) {
        return fields.put("linksTo", Json.array(to, LinkView::json))
                .put("linkedFrom", Json.array(from, LinkView::json))
                .put(
                        "looseLinks",
                        Json.array(
                                loose,
                                link -> Json.object()
                                        .put("name", link.name())
                                        .put("candidates", Json.array(link.candidates(), LinkView::json))));
    }

    private static Json json(LinkEnd end) {
        return Json.object()
                .put("id", end.topic().hex())
                .put("title", end.title())
                .put("board", end.board().map(BoardId::hex));
    }

    public void print(Page page) {
        Table table = new Table("  ").column("").flexibleColumn("");
        to.forEach(end -> table.row(Span.of("links to", Style.DIM), Span.of(Scene.firstLine(end.title()))));
        from.forEach(end -> table.row(Span.of("linked from", Style.DIM), Span.of(Scene.firstLine(end.title()))));
        loose.forEach(link -> table.row(
                Span.of("[[" + link.name() + "]]", Style.YELLOW),
                Span.of(
                        link.isAmbiguous()
                                ? "means " + link.candidates().size() + " things: "
                                        + link.candidates().stream()
                                                .map(end -> Scene.firstLine(end.title()) + " "
                                                        + ThreadView.shortId(
                                                                end.topic().hex()))
                                                .collect(Collectors.joining(", "))
                                : "names nothing",
                        Style.YELLOW)));
        page.table(table);
    }
}
