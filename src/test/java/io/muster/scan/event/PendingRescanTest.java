package io.muster.scan.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.ConcernedResources;
import io.muster.scan.event.EventReading.Change;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The events of one scope together. */
class PendingRescanTest {

    private static final String REGION = "eu-central-1";
    private static final Set<ResourceKind> VOLUME = Set.of(ResourceKind.VOLUME);

    private static final Change NAMED = new Change(
            "ModifyVolume", "111111111111", REGION, VOLUME, Set.of(), Set.of(), Set.of("vol-0123456789abcdef0"));
    private static final Change UNNAMED =
            new Change("DeleteVolume", "111111111111", REGION, VOLUME, VOLUME, VOLUME, Set.of());

    @Test
    void aKindOfWhichOneEventNamedNoneStaysSoWhateverOthersName() {
        assertThat(PendingRescan.of(NAMED).and(PendingRescan.of(UNNAMED)).unnamed())
                .isEqualTo(VOLUME);
        assertThat(PendingRescan.of(UNNAMED).and(PendingRescan.of(NAMED)).unnamed())
                .isEqualTo(VOLUME);
        assertThat(PendingRescan.of(NAMED).and(PendingRescan.of(NAMED)).unnamed())
                .isEmpty();
    }

    @Test
    void whereNamesAreLeftOutAnyOfTheKindsMayHaveChanged() {
        // given
        Set<String> many = IntStream.rangeClosed(0, ConcernedResources.MOST_NAMED)
                .mapToObj("vol-%017x"::formatted)
                .collect(Collectors.toSet());

        // when
        PendingRescan rescan =
                PendingRescan.of(new Change("Many", "111111111111", REGION, VOLUME, Set.of(), Set.of(), many));

        // then
        assertThat(rescan.resourceIds()).hasSize(ConcernedResources.MOST_NAMED);
        assertThat(List.of(rescan.whole(), rescan.unnamed())).containsOnly(VOLUME);
    }
}
