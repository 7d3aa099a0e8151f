package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import jakarta.annotation.Nullable;
import java.util.List;

/** Asks lists of resources with filters. */
final class Filters {

    private Filters() {}

    /**
     * Asserts which resources a list holds.
     *
     * @param filter   the fields of the filter; {@code {}} for none
     * @param expected the ids of the resources, with blanks between them; null for none
     */
    static void check(String root, String filter, @Nullable String expected) {
        String literal = filter.equals("{}") ? "{}" : "{" + filter + "}";
        List<String> found = ask("{ " + root + "(filter: " + literal + ") { nodes { resourceId } totalCount } }")
                .body("errors", nullValue())
                .extract()
                .path("data." + root + ".nodes.resourceId");
        assertThat(found).containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(" ", -1)));
    }
}
