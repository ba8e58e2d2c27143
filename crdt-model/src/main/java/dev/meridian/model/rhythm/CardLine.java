package dev.meridian.model.rhythm;

import dev.meridian.model.id.MemberId;
import dev.meridian.model.value.StatusCategory;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A card on a page: what it is now (before, where it is gone), what changed, and why.
 *
 * @param status its name
 * @param changes the weightiest first; empty where nothing changed
 * @param why empty where none was found and the changes ask for none
 */
public record CardLine(
        Target.OfCard card,
        Optional<String> status,
        Optional<StatusCategory> category,
        List<Person> owners,
        Optional<LocalDate> targetDate,
        List<Change> changes,
        Optional<Why> why) {

    public CardLine {
        owners = List.copyOf(owners);
        changes = List.copyOf(changes);
    }

    public Optional<Change> change(What what) {
        return changes.stream().filter(each -> each.what() == what).findFirst();
    }

    public boolean isOwnedBy(MemberId member) {
        return owners.stream().anyMatch(owner -> owner.member().equals(Optional.of(member)));
    }
}
