package io.muster.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    @Test
    void aLongListIsShownByItsFirstEntries() {
        // given
        Collection<String> many = Collections.nCopies(Evidence.MOST + 1, "i-1");

        // when
        Evidence evidence = Evidence.of("count", many.size()).andFirst("instances", many);

        // then
        assertThat(evidence.facts())
                .containsEntry("count", Evidence.MOST + 1)
                .containsEntry("instances", Collections.nCopies(Evidence.MOST, "i-1"));
    }
}
