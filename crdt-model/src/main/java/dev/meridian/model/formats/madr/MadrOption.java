package dev.meridian.model.formats.madr;

import java.util.List;

/**
 * An option that was considered.
 *
 * @param title without Markdown
 * @param description Markdown below its heading among the pros and cons, before the first argument; empty where nothing stands there
 * @param arguments as they stand there: {@code Good, because it is cheap}
 */
public record MadrOption(String title, String description, List<String> arguments) {

    public MadrOption {
        arguments = List.copyOf(arguments);
    }
}
