package dev.meridian.model.formats;

/**
 * How large a file may be that is imported. More is refused with the name of the limit's figure; nothing is cut off silently.
 *
 * @param fileBytesMax bytes of one file
 * @param nestingMax arrays and objects within each other in JSON
 * @param itemsMax nodes and edges of a canvas together, documents of a directory
 * @param rowsMax rows of a table
 * @param columnsMax columns of a table
 * @param textCharsMax characters (UTF-16 units) of one cell, string or document
 * @param titleCharsMax characters (UTF-16 units) of a title, an id, a path
 * @param nameCharsMax characters (UTF-16 units) of a name, a label, a status
 * @param extraCharsMax characters (UTF-16 units) of the foreign keys that are kept for one card, group, dependency, board or document
 */
public record FormatLimits(
        int fileBytesMax,
        int nestingMax,
        int itemsMax,
        int rowsMax,
        int columnsMax,
        int textCharsMax,
        int titleCharsMax,
        int nameCharsMax,
        int extraCharsMax) {

    public static final FormatLimits DEFAULT =
            new FormatLimits(64 * 1024 * 1024, 64, 50_000, 200_000, 512, 2 * 1024 * 1024, 1_000, 200, 12_000);
}
