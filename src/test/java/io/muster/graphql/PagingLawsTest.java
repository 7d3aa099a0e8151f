package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages of a list make up the list while rows come and go between them: whatever is there all the time is on exactly one page,
 * nothing is on two, and the order is the list's.
 */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class PagingLawsTest {

    private static final List<String> ORDERS = List.of(
            "{field: RESOURCE_ID}",
            "{field: RESOURCE_ID, direction: DESC}",
            "{field: NAME}",
            "{field: NAME, direction: DESC}",
            "{field: FIRST_SEEN}",
            "{field: CHANGED, direction: DESC}");

    @Inject
    Store store;

    private Random random;
    private int made;

    /** What has been there since before the first page, and is there still. */
    private final TreeSet<String> steady = new TreeSet<>();

    private final TreeSet<String> there = new TreeSet<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 24);
    }

    @BeforeEach
    void clear() {
        store.clear();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void pagesMakeUpTheList(long seed) {
        // given
        random = new Random(seed);
        String order = ORDERS.get((int) (seed % ORDERS.size()));
        for (int i = random.nextInt(12); i > 0; i--) {
            come();
        }
        steady.addAll(there);

        // when
        List<String> paged = walk(order);

        // then
        assertThat(paged).as("each on one page").doesNotHaveDuplicates().containsAll(steady);
        List<String> whole = page(order, 500, null).getList("nodes.resourceId");
        assertThat(paged.stream().filter(there::contains))
                .as("in the order of the list")
                .containsExactlyElementsOf(
                        whole.stream().filter(paged::contains).toList());
    }

    private List<String> walk(String order) {
        List<String> seen = new ArrayList<>();
        String after = null;
        boolean more = true;
        while (more) {
            JsonPath page = page(order, 1 + random.nextInt(3), after);
            seen.addAll(page.getList("nodes.resourceId"));
            more = page.getBoolean("pageInfo.hasNextPage");
            after = page.getString("pageInfo.endCursor");
            change();
        }
        return seen;
    }

    private void change() {
        for (int i = random.nextInt(3); i > 0; i--) {
            if (random.nextBoolean() || there.isEmpty()) {
                // fewer come than go, so that the list comes to an end
                if (made < 30) {
                    come();
                }
            } else {
                go(List.copyOf(there).get(random.nextInt(there.size())));
            }
        }
    }

    private void come() {
        made++;
        // before, between and behind those that are there, some of one name and one time
        String id = "vpc-" + (char) ('a' + random.nextInt(26)) + made;
        String name = random.nextInt(3) == 0 ? null : "n" + random.nextInt(4);
        store.put(Store.SCOPE, id, name, Map.of(), Samples.vpc(), Store.T0.plusSeconds(random.nextInt(3)));
        there.add(id);
    }

    private void go(String id) {
        store.update("delete from resource where resource_id = ?", id);
        there.remove(id);
        steady.remove(id);
    }

    private static JsonPath page(String order, int first, String after) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("first", first);
        variables.put("after", after);
        return ask(
                        "query($first: Int, $after: String) { vpcs(first: $first, after: $after, orderBy: " + order
                                + ") { nodes { resourceId } pageInfo { hasNextPage endCursor } } }",
                        variables)
                .body("errors", nullValue())
                .extract()
                .jsonPath()
                .setRootPath("data.vpcs");
    }
}
