package io.muster.inventory.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.ResourceFilter;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SqlTest {

    @Test
    void alternativesAreBoundedWhereverTheyStand() {
        // given
        List<String> fits = IntStream.range(0, 1_000).mapToObj(String::valueOf).toList();
        Sql one = new ResourceFilter.Tag("a", fits).condition();
        Sql other = new ResourceFilter.Tag("b", fits).condition();

        // when, then
        assertThat(Sql.any(List.of(one, other)).values().size()).isEqualTo(2_000);
        assertThatThrownBy(() -> Sql.any(List.of(one, other, Sql.of("a = ").text("x"))))
                .isInstanceOfSatisfying(
                        MusterException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_COMPLEX));
    }
}
