package io.muster.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A weight of 0 refuses the answer of the called path, and no other. */
class RefusedTypesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*;q=0                        | /api/v1/accounts       | true
            application/json;q=0, */*      | /api/v1/accounts       | true
            text/event-stream;q=0, */*     | /api/v1/accounts       | false
            text/event-stream;q=0, */*     | /api/v1/scans/7/events | true
            application/json;q=0, */*      | /api/v1/scans/7/events | false
            */*;q=0, application/json      | /api/v1/scans/7        | false
            application/json;q=0.001       | /api/v1/scans          | false
            ''                             | /api/v1/scans          | false
            """)
    void aWeightOfZeroRefusesTheAnswerOfThePath(String accept, String path, boolean refused) {
        assertThat(RefusedTypes.refuses(List.of(accept), path)).isEqualTo(refused);
    }
}
