package dev.meridian.model.formats;

/** What an import will do, in numbers. What it leaves as it is counts nowhere. */
public record ImportSummary(
        int cardsAdded,
        int cardsChanged,
        int groupsAdded,
        int groupsChanged,
        int dependenciesAdded,
        int dependenciesChanged,
        int dependenciesRemoved,
        int documentsAdded,
        int documentsChanged,
        int decisionsDrafted) {

    public static final ImportSummary NOTHING = new ImportSummary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public ImportSummary plus(ImportSummary other) {
        return new ImportSummary(
                cardsAdded + other.cardsAdded,
                cardsChanged + other.cardsChanged,
                groupsAdded + other.groupsAdded,
                groupsChanged + other.groupsChanged,
                dependenciesAdded + other.dependenciesAdded,
                dependenciesChanged + other.dependenciesChanged,
                dependenciesRemoved + other.dependenciesRemoved,
                documentsAdded + other.documentsAdded,
                documentsChanged + other.documentsChanged,
                decisionsDrafted + other.decisionsDrafted);
    }
}
