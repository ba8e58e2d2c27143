package dev.meridian.cli.view;

import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.model.board.Card;
import dev.meridian.model.team.Status;
import dev.meridian.model.value.StatusCategory;
import java.util.Optional;

/** A status at a glance: a circle that fills as work goes on, and its name. */
final class StatusLook {

    private StatusLook() {}

    static Span of(Scene scene, Card card) {
        Optional<Status> status = scene.status(card);
        String name = status.map(Status::name).or(card::statusWord).orElse("-");
        return status.map(Status::category)
                .map(category -> Span.of(sign(category) + " " + name, style(category)))
                .orElseGet(() -> Span.of("  " + name, Style.DIM));
    }

    private static String sign(StatusCategory category) {
        return switch (category) {
            case BACKLOG -> "○";
            case SCOPED -> "◔";
            case ACTIVE -> "◑";
            case REVIEW -> "◕";
            case DONE -> "●";
            case DROPPED -> "✕";
        };
    }

    private static Style style(StatusCategory category) {
        return switch (category) {
            case BACKLOG, DROPPED -> Style.DIM;
            case SCOPED -> Style.BLUE;
            case ACTIVE -> Style.YELLOW;
            case REVIEW -> Style.MAGENTA;
            case DONE -> Style.GREEN;
        };
    }
}
