package io.muster.inventory.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    @Test
    void aMemberThatIsNullAddsNothing() {
        // when
        List<Sql> conditions =
                new Conditions().oneOf("a", null).oneOfConstants("b", null).all();

        // then
        assertThat(conditions).isEmpty();
    }

    @Test
    void anEmptyListIsAConditionThatNothingMeets() {
        // when
        Sql all = Sql.all(new Conditions().oneOf("a", List.of()).all());

        // then
        assertThat(all.text()).isEqualTo("(a = any(cast($1 as text[])))");
        assertThat((Object[]) all.values().getValue(0)).isEmpty();
    }

    @Test
    void constantsAreMeantByTheirNamesEachOnce() {
        // when
        Sql all = Sql.all(new Conditions()
                .oneOfConstants("day", List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, DayOfWeek.MONDAY))
                .all());

        // then
        assertThat((Object[]) all.values().getValue(0)).containsExactly("MONDAY", "FRIDAY");
    }

    @Test
    void aTextThatIsNoNumberIsTheIdOfNoRow() {
        // when
        Sql ids = Sql.of("id = any(").ids(List.of("7", "x", "", "-1", "1234567890123456789", "42"));

        // then
        assertThat((Object[]) ids.values().getValue(0)).containsExactly(7L, 42L);
    }
}
