package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> REGIONS = List.of("us-east-1", "us-east-2", "eu-west-1", "eu-central-1");

    @ParameterizedTest
    @CsvSource({
        "eu-wset-1, eu-west-1",
        "EU-CENTRAL-1, eu-central-1",
        "eu-central-11, eu-central-1",
        "us-east-3, us-east-1",
        "uswest1, eu-west-1"
    })
    void findsTheMostSimilarName(String wanted, String nearest) {
        assertThat(Nearest.of(wanted, REGIONS)).contains(nearest);
        assertThat(Nearest.suggestion(wanted, REGIONS)).isEqualTo(". Did you mean " + nearest + "?");
    }

    @Test
    void suggestsNothingWhereNothingIsSimilar() {
        assertThat(Nearest.of("eu-west-1", List.of())).isEmpty();
        assertThat(Nearest.of("xyz", List.of("abc"))).isEmpty();
        assertThat(Nearest.of("u".repeat(101), REGIONS)).isEmpty();
        assertThat(Nearest.suggestion("", REGIONS)).isEmpty();
    }
}
