package dev.meridian.model.formats.svg;

import dev.meridian.model.board.Card;
import dev.meridian.model.board.Cycle;
import dev.meridian.model.formats.markdown.PlainTitle;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Status;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.StatusCategory;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A card: a bar in the colour of its status, title, as much of its description as there is room for, status, date, owners. */
final class CardPicture {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final int TITLE_SIZE = 15;
    private static final int TITLE_LINE = 20;
    private static final int SMALL = 12;
    private static final int SMALL_LINE = 16;
    private static final int PADDING = 16;
    private static final int FOOT = 34;
    private static final int BLOCKER_ROOM = 30;
    private static final int DESCRIPTION_CHARS_MAX = 2_000;

    private final Markup out;
    private final Team team;

    CardPicture(Markup out, Team team) {
        this.out = out;
        this.team = team;
    }

    /** @param blockers open ones */
    void draw(Card card, int blockers, Optional<Cycle> cycle) {
        Box box = Box.of(card.position(), card.size());
        Optional<Status> status = card.status().map(team.statuses()::get);
        boolean gone =
                status.filter(each -> each.category() == StatusCategory.DROPPED).isPresent();
        out.raw(gone ? "<g class=\"gone\">" : "<g>").raw("<title>");
        out.text(spoken(card, status, blockers)).raw("</title><rect rx=\"10\"");
        out.attribute("class", cycle.isPresent() ? "card bad" : "card");
        rect(box);
        out.raw("/>");
        card.color().map(Palette::hex).ifPresent(hex -> {
            out.raw("<rect rx=\"10\"");
            rect(box);
            out.attribute("style", "fill:" + hex + ";fill-opacity:.12;stroke:" + hex)
                    .raw("/>");
        });
        bar(box, status);
        words(card, box, blockers);
        foot(card, box, status);
        if (blockers > 0) {
            blocker(box, blockers);
        }
        out.raw("</g>\n");
    }

    private void bar(Box box, Optional<Status> status) {
        double x = box.x();
        double round = Math.min(10, Math.min(box.width(), box.height()) / 2);
        out.raw("<path")
                .attribute(
                        "class", status.map(each -> Palette.of(each.category())).orElse("group"))
                .attribute(
                        "d",
                        "M" + Markup.number(x + round) + " " + Markup.number(box.y()) + "h-4a6 " + Markup.number(round)
                                + " 0 0 0 -6 " + Markup.number(round) + "v" + Markup.number(box.height() - 2 * round)
                                + "a6 " + Markup.number(round) + " 0 0 0 6 " + Markup.number(round) + "h2v"
                                + Markup.number(-box.height()) + "z");
        out.raw("/>");
    }

    private void words(Card card, Box box, int blockers) {
        double width = box.width() - 2 * PADDING - (blockers > 0 ? BLOCKER_ROOM : 0);
        int room = (int) (box.height() - FOOT - PADDING / 2);
        List<String> title = Lines.wrap(title(card), TITLE_SIZE, width / Lines.BOLD, Math.max(1, room / TITLE_LINE));
        double y = box.y() + PADDING + TITLE_SIZE - 4;
        for (String line : title) {
            text(box.x() + PADDING, y, "ink name title", line);
            y += TITLE_LINE;
        }
        int left = (room - title.size() * TITLE_LINE - 4) / SMALL_LINE;
        String plain = plain(card.description());
        if (!plain.isEmpty()) {
            for (String line : Lines.wrap(plain, SMALL, box.width() - 2 * PADDING, left)) {
                text(box.x() + PADDING, y, "soft small", line);
                y += SMALL_LINE;
            }
        }
    }

    private void foot(Card card, Box box, Optional<Status> status) {
        double y = box.bottom() - 12;
        String name = status.map(Status::name).or(card::statusWord).orElse("");
        String date = card.targetDate().map(CardPicture::day).orElse("");
        String left = name.isEmpty() || date.isEmpty() ? name + date : name + " \u00B7 " + date;
        double half = (box.width() - 2 * PADDING - SMALL) / 2;
        double room = Math.max(half, box.width() - 2 * PADDING - SMALL - Lines.width(owners(card), SMALL));
        if (!left.isEmpty()) {
            out.raw("<circle r=\"4\"")
                    .attribute(
                            "class",
                            status.map(each -> Palette.of(each.category())).orElse("backlog"))
                    .attribute("cx", box.x() + PADDING + 4)
                    .attribute("cy", y - 4)
                    .raw("/>");
            text(box.x() + PADDING + 13, y, "soft small", Lines.shortened(left, SMALL, room - 13));
        }
        double taken = Math.min(Lines.width(left, SMALL), room - 13) + (left.isEmpty() ? 0 : 29);
        String owners = Lines.shortened(owners(card), SMALL, box.width() - 2 * PADDING - taken);
        if (!owners.isEmpty() && box.width() - 2 * PADDING - taken > 2 * SMALL) {
            out.raw("<text class=\"ink small\" text-anchor=\"end\"")
                    .attribute("x", box.right() - PADDING)
                    .attribute("y", y)
                    .raw(">")
                    .text(owners)
                    .raw("</text>");
        }
    }

    private void blocker(Box box, int blockers) {
        double x = box.right() - PADDING - 9;
        double y = box.y() + PADDING + 7;
        out.raw("<g><title>").text(blockers == 1 ? "1 open blocker" : blockers + " open blockers");
        out.raw("</title><path class=\"badhead\"")
                .attribute(
                        "d",
                        "M" + Markup.number(x - 4.5) + " " + Markup.number(y - 11)
                                + "h9l6.5 6.5v9l-6.5 6.5h-9l-6.5 -6.5v-9z")
                .raw("/><text class=\"white name small\" text-anchor=\"middle\"")
                .attribute("x", x)
                .attribute("y", y + 4)
                .raw(">")
                .text(blockers == 1 ? "!" : Integer.toString(blockers))
                .raw("</text></g>");
    }

    /** What a screen reader says, and a pointer shows. */
    private String spoken(Card card, Optional<Status> status, int blockers) {
        List<String> parts = new ArrayList<>(List.of(title(card)));
        status.map(Status::name).or(card::statusWord).ifPresent(parts::add);
        card.targetDate().map(CardPicture::day).ifPresent(parts::add);
        if (!card.owners().isEmpty()) {
            parts.add(owners(card));
        }
        if (blockers > 0) {
            parts.add("blocked");
        }
        return String.join(" \u2014 ", parts);
    }

    private static String title(Card card) {
        return card.title().isBlank() ? "Untitled" : card.title();
    }

    private static String day(LocalDate date) {
        return DAY.format(date);
    }

    private String owners(Card card) {
        return card.owners().stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String name(Owner owner) {
        return switch (owner) {
            case Owner.Named named -> named.name();
            case Owner.OfMember of ->
                Optional.ofNullable(team.members().get(of.member()))
                        .map(Member::name)
                        .orElse("somebody");
        };
    }

    /** The words of a description, without its headings and links. */
    private static String plain(String markdown) {
        String some = markdown.substring(
                0,
                markdown.offsetByCodePoints(
                        0, Math.min(DESCRIPTION_CHARS_MAX, markdown.codePointCount(0, markdown.length()))));
        return some.lines().map(PlainTitle::of).filter(line -> !line.isEmpty()).collect(Collectors.joining(" "));
    }

    private void rect(Box box) {
        out.attribute("x", box.x()).attribute("y", box.y());
        out.attribute("width", box.width()).attribute("height", box.height());
    }

    private void text(double x, double y, String style, String text) {
        out.raw("<text").attribute("class", style).attribute("x", x).attribute("y", y);
        out.raw(">").text(text).raw("</text>");
    }
}
