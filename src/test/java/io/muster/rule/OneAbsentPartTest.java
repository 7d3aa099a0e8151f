package io.muster.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.Resource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No rule fails over any one part that is absent, as {@link AbsentPartsTest} has it of several. */
class OneAbsentPartTest {

    @Test
    void noRuleFailsOverAnyOnePartThatIsAbsent() {
        Set<String> places = places();
        assertThat(places).hasSizeGreaterThan(150);
        List<Resource<?>> whole = FullEstate.resources();
        for (String place : places) {
            // all others are as they were, whatever the place
            AbsentPartsTest.assertNoRuleFails(
                    whole.stream()
                            .<Resource<?>>map(resource -> place.startsWith(resource.resourceId() + ".")
                                    ? AbsentParts.without(resource, place::equals)
                                    : resource)
                            .toList(),
                    place);
        }
    }

    /** Every place of the estate at which something may be absent. */
    private static Set<String> places() {
        Set<String> places = new LinkedHashSet<>();
        FullEstate.resources()
                .forEach(resource -> AbsentParts.without(resource, place -> {
                    places.add(place);
                    return false;
                }));
        return places;
    }
}
