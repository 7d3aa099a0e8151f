package io.muster.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeverityTest {

    @ParameterizedTest
    @EnumSource
    void isFoundByItsRank(Severity severity) {
        assertThat(Severity.ofRank(severity.rank())).isEqualTo(severity);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5})
    void ofAnotherRankThereIsNone(int rank) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Severity.ofRank(rank))
                .withMessage("no severity has the rank " + rank);
    }

    @Test
    void isInfoAtLeast() {
        assertThat(Severity.CRITICAL.lessBy(1)).isEqualTo(Severity.HIGH);
        assertThat(Severity.LOW.lessBy(3)).isEqualTo(Severity.INFO);
    }
}
