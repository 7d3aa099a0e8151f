package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The header Accept by RFC 9110, sections 5.3 (lines of one name are one list), 12.4.2 (weights) and 12.5.1 (ranges). */
class AcceptedTypesTest {

    private static final List<String> OFFERED = List.of("application/graphql-response+json", "application/json");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            application/json                                                   | json
            application/graphql-response+json                                  | graphql
            */*                                                                | graphql
            application/*                                                      | graphql
            *                                                                  | graphql
            text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2               | graphql
            application/json, */*                                              | json
            application/json, text/plain, */*                                  | json
            */*, application/json                                              | graphql
            application/json, application/graphql-response+json                | json
            application/graphql-response+json, application/json;q=0.9          | graphql
            application/json;q=0.9, application/graphql-response+json;q=0.5    | json
            application/graphql-response+json;q=0, */*                         | json
            application/json;q=0.1, application/*;q=0.9                        | graphql
            application/json;q=0.5, */*;q=0.1                                  | json
            application/json;q=0, */*                                          | graphql
            application/graphql-response+json;odata=verbose;q=0, */*           | graphql
            application/json ; q=1                                             | json
            application/json;Q=0.000                                           | none
            application/json; charset=utf-8                                    | json
            Application/JSON; Charset="UTF-8"                                  | json
            application/json; charset=utf-16                                   | none
            application/json; charset=utf-16, */*;q=0.1                        | graphql
            application/json; version=1                                        | json
            application/json; a="x, text/html; q=0", text/html                 | json
            application/json;q=abc                                             | json
            multipart/mixed; deferSpec=20220824, application/json              | json
            image/png                                                          | none
            text/*                                                             | none
            json                                                               | none
            application/graphql+json                                           | none
            application/json;q=0, */*;q=0                                      | none
            """)
    void theCallersFavouriteIsChosen(String accept, String chosen) {
        assertThat(AcceptedTypes.of(List.of(accept)).best(OFFERED).map(AcceptedTypesTest::shortName))
                .isEqualTo(Optional.ofNullable(chosen));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*;q=0                                                             | true
            application/*;q=0.000, */*                                          | true
            application/json;q=0, application/graphql-response+json;q=0         | true
            application/json;q=0, */*                                           | false
            */*;q=0, application/json;q=0.001                                   | false
            image/png                                                           | false
            image/png;q=0                                                       | false
            */*;q=0, application/json;odata=verbose;q=0                         | true
            application/*;version=1;q=0, */*                                    | false
            application/*;charset=utf-8;q=0, */*                                | true
            json;q=0                                                            | false
            ''                                                                  | false
            """)
    void aWeightOfZeroForEachTypeRefusesThem(String accept, boolean refused) {
        assertThat(AcceptedTypes.of(List.of(accept)).refuses(OFFERED)).isEqualTo(refused);
    }

    @Test
    void linesAreOneList() {
        assertThat(AcceptedTypes.of(List.of("text/html", "application/json")).best(OFFERED))
                .contains("application/json");
        assertThat(AcceptedTypes.of(List.of("application/json;q=0.1", "application/graphql-response+json"))
                        .best(OFFERED))
                .contains("application/graphql-response+json");
    }

    @Test
    void withoutAnElementEveryTypeIsTaken() {
        for (List<String> lines : List.of(List.<String>of(), List.of(""), List.of(" , "), List.of("", ""))) {
            assertThat(AcceptedTypes.of(lines).best(OFFERED)).contains("application/graphql-response+json");
        }
    }

    private static String shortName(String type) {
        return type.endsWith("/json") ? "json" : "graphql";
    }
}
