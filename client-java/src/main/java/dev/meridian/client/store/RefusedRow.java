package dev.meridian.client.store;

import dev.meridian.sync.id.ItemId;

/**
 * An item that the relay would not take. It is kept and not sent again.
 *
 * @param code name of the wire's ErrorCode
 * @param reason for a person
 */
public record RefusedRow(ItemId id, String code, String reason) {}
