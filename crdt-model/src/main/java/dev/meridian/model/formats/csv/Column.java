package dev.meridian.model.formats.csv;

import java.util.List;

/**
 * What a column can mean, and the names it goes by, the best first: where a table has several of them the best is taken and the others are foreign
 * columns. Names are in lower case, with single spaces.
 */
enum Column {
    ID("id | key | issue key | identifier | issue id | item id | ticket | ticket id | number | # | url", false),
    TITLE("title | summary | name | subject | task | task name | feature | goal | card", false),
    DESCRIPTION("description | body | details | text", false),
    STATUS("status | state | stage | workflow state | column | list", false),
    OWNERS(
            "owners | owner | assignees | assignee | assigned to | assignee username | responsible | point of contact | lead",
            false),
    LABELS("labels | label | tags | tag", false),
    ESTIMATE(
            "estimate | story points | custom field (story points) | custom field (story point estimate) | story point estimate | points | weight",
            false),
    TARGET_DATE("target date | due date | due | deadline | target | due on | end date", false),
    BLOCKED_BY("blocked by | is blocked by | depends on | predecessors", true),
    BLOCKS("blocks | blocking | is blocking | successors", true),
    RELATED("related to | related | relates to | see also | duplicate of", true),
    PARENT("parent key | parent issue | parent | epic link | custom field (epic link) | parent id | epic", false),
    DOCUMENTS("document | documents | doc | document path", false),
    X("x", false),
    Y("y", false),
    /** What Meridian's own export notes. */
    MERIDIAN("meridian", false),
    /** Kept, and written again. */
    FOREIGN("", false);

    private final String names;
    private final boolean all;

    /**
     * @param names separated by bars
     * @param all whether columns of all these names count together, not only those of the best
     */
    Column(String names, boolean all) {
        this.names = names;
        this.all = all;
    }

    List<String> names() {
        return List.of(names.split(" \\| ", -1));
    }

    boolean countsTogether() {
        return all;
    }

    /** Names, labels and the like: several in one cell. */
    boolean isList() {
        return switch (this) {
            case OWNERS, LABELS, BLOCKED_BY, BLOCKS, RELATED, DOCUMENTS -> true;
            default -> false;
        };
    }
}
