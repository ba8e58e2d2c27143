package dev.meridian.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.value.Field;
import org.junit.jupiter.api.Test;

class ItemKeysTest {

    @Test
    void keysAreAsEncodeUriComponentGives_SCHEMA_6() {
        assertThat(ItemKeys.ofText(Field.LABEL, "a b/ü😀-_.!~*'()"))
                .isEqualTo("label:a%20b%2F%C3%BC%F0%9F%98%80-_.!~*'()");
    }

    @Test
    void aLongTextBecomesItsHash_SCHEMA_6() {
        String key = ItemKeys.ofText(Field.LABEL, "界".repeat(200));

        assertThat(key).matches("label:#[0-9a-f]{32}");
        assertThat(key).isNotEqualTo(ItemKeys.ofText(Field.LABEL, "界".repeat(199)));
    }

    @Test
    void noNameLooksLikeAMember_SCHEMA_7() {
        String hex = "0123456789abcdef0123456789abcdef";

        assertThat(ItemKeys.ofName(Field.OWNER, hex)).isNotEqualTo(ItemKeys.ofId(Field.OWNER, hex));
    }
}
