package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.muster.finding.FindingStatus;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has an address. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class AddressFilterTest {

    @Inject
    Store store;

    private void fill() {
        store.clear();
        String web = store.put(
                Store.SCOPE,
                "i-web",
                "gateway of 10.0.9.9",
                Map.of(),
                Samples.instanceAt("10.0.3.7", "203.0.113.10", "2001:db8::7"),
                Store.T0);
        store.put("i-db", Samples.instanceAt("10.0.4.8", null));
        store.put("i-none", Samples.instanceAt(null, null));
        store.put(
                "eni-web",
                Samples.interfaceAt(
                        "i-web",
                        List.of("10.0.3.7", "10.0.3.70"),
                        List.of("203.0.113.10"),
                        List.of("2001:db8::7"),
                        List.of("2001:db8:0:1:2::/80")));
        store.put(
                "eni-nat",
                Samples.interfaceAt(null, List.of("10.1.0.1"), List.of("198.51.100.1"), List.of(), List.of()));
        store.put("vol-1", Samples.volume(true, "i-web"));
        store.find("net-1", web, Severity.HIGH, FindingStatus.OPEN, Store.T0);
        String gone = store.put("i-gone", Samples.instanceAt("10.0.3.9", null));
        store.delete(gone, Store.T0, Store.LISTED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.3.7                 | i-web      | eni-web
            10.0.3.7/32              | i-web      | eni-web
            ::ffff:10.0.3.7          | i-web      | eni-web
            10.0.3.70                | i-web      | eni-web
            203.0.113.10             | i-web      | eni-web
            203.0.113.0/24           | i-web      | eni-web
            2001:DB8:0:0::0:7        | i-web      | eni-web
            2001:db8:0:1:2:3:4:5     | i-web      | eni-web
            2001:db8:0:1::/64        | i-web      | eni-web
            2001:db8:0:1:3::1        |            |
            2001:db8::/32            | i-web      | eni-web
            ::/0                     | i-web      | eni-web
            10.0.4.8                 | i-db       |
            10.0.0.0/16              | i-db i-web | eni-web
            10.0.0.0/8               | i-db i-web | eni-nat eni-web
            0.0.0.0/0                | i-db i-web | eni-nat eni-web
            198.51.100.1             |            | eni-nat
            10.0.3.9                 |            |
            172.16.0.0/12            |            |
            10.0.3.8                 |            |
            """)
    void findsWhoHasIt(String address, String instances, String interfaces) {
        fill();

        assertThat(found("instances", "ipAddress: \"" + address + "\"")).isEqualTo(names(instances));
        assertThat(found("networkInterfaces", "ipAddress: \"" + address + "\"")).isEqualTo(names(interfaces));
        List<String> both = new ArrayList<>(names(interfaces));
        both.addAll(names(instances));
        assertThat(found("resources", "ipAddress: \"" + address + "\"")).isEqualTo(both);
        assertThat(found("resources", "search: \"" + address + "\"")).isEqualTo(both);
        assertThat(found("instances", "search: \"" + address + "\"")).isEqualTo(names(instances));
        assertThat(found("networkInterfaces", "search: \" " + address + " \"")).isEqualTo(names(interfaces));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            instances | search: "10.0.9.9"                                                   | i-web
            instances | search: "10.0.9"                                                     | i-web
            instances | search: "10.0.3"                                                     |
            instances | search: "10.0.3.7/24"                                                | i-web
            volumes   | search: "10.0.3.7"                                                   |
            resources | search: "10.0.3.7", kinds: [INSTANCE]                                | i-web
            resources | ipAddress: "10.0.3.0/24", includeDeleted: true, kinds: [INSTANCE]    | i-gone i-web
            resources | ipAddress: "0.0.0.0/0", includeDeleted: true, kinds: [INSTANCE]      | i-db i-gone i-web
            resources | ipAddress: "10.0.0.0/16", withFindings: {severityAtLeast: HIGH}      | i-web
            instances | ipAddress: "10.0.3.7", search: "db"                                  |
            instances | ipAddress: null                                                      | i-db i-none i-web
            """)
    void meetsTheOtherFilters(String root, String filter, String expected) {
        fill();

        assertThat(found(root, filter)).isEqualTo(names(expected));
    }

    @Test
    void isCounted() {
        fill();

        ask("{ resourceStats(filter: {ipAddress: \"10.0.0.0/16\"}, groupBy: []) { count } }")
                .body("errors", nullValue())
                .body("data.resourceStats[0].count", equalTo(3));
    }

    @ParameterizedTest
    @CsvSource({"1, i-1 i-2, eni-1", "3, i-2, ''", "5, i-1, eni-1"})
    void asksForThen(int day, String instances, String interfaces) {
        // given an instance and its interface that lose an address, and another that has it for a while
        store.clear();
        store.scanned(Store.T0);
        String first = store.put("i-1", Samples.instanceAt("10.0.0.1", null));
        String eni = store.put(
                "eni-1", Samples.interfaceAt("i-1", List.of("10.0.0.1", "10.0.0.9"), List.of(), List.of(), List.of()));
        String second = store.put("i-2", Samples.instanceAt("10.0.0.9", null));
        store.change(
                eni,
                Samples.interfaceAt("i-1", List.of("10.0.0.1"), List.of(), List.of(), List.of()),
                Store.T0.plusSeconds(2 * 86_400));
        store.change(first, Samples.instanceAt("10.0.0.9", null), Store.T0.plusSeconds(4 * 86_400));
        store.change(
                eni,
                Samples.interfaceAt("i-1", List.of("10.0.0.9"), List.of(), List.of(), List.of()),
                Store.T0.plusSeconds(4 * 86_400));
        store.delete(second, Store.T0, Store.T0.plusSeconds(4 * 86_400));

        for (String range : List.of("10.0.0.9", "10.0.0.8/29")) {
            String document = "{ i: instances(at: \"%1$s\", filter: {ipAddress: \"%2$s\"}) { nodes { resourceId } }"
                    + " n: networkInterfaces(at: \"%1$s\", filter: {ipAddress: \"%2$s\"}) { nodes { resourceId } }"
                    + " s: resources(at: \"%1$s\", filter: {search: \"%2$s\"}) { totalCount } }";
            var answer = ask(document.formatted(Store.T0.plusSeconds(day * 86_400L + 1), range))
                    .body("errors", nullValue())
                    .body(
                            "data.s.totalCount",
                            equalTo(names(instances).size() + names(interfaces).size()))
                    .extract();
            assertThat(answer.<List<String>>path("data.i.nodes.resourceId")).isEqualTo(names(instances));
            assertThat(answer.<List<String>>path("data.n.nodes.resourceId")).isEqualTo(names(interfaces));
        }
    }

    /** Every range of a small space of addresses, against each address of it in turn. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithCountingOut(long seed) {
        // given
        Random random = new Random(seed);
        store.clear();
        List<List<Integer>> held = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<Integer> own = some(random, 1);
            List<Integer> attached = some(random, 3);
            store.put("i-" + i, Samples.instanceAt(own.isEmpty() ? null : spelt(own.get(0)), null));
            store.put(
                    "eni-" + i,
                    Samples.interfaceAt(
                            "i-" + i,
                            attached.stream().map(AddressFilterTest::spelt).toList(),
                            List.of(),
                            List.of(),
                            List.of()));
            held.add(IntStream.concat(
                            own.stream().mapToInt(Integer::intValue),
                            attached.stream().mapToInt(Integer::intValue))
                    .boxed()
                    .toList());
        }

        for (int length = 28; length <= 32; length++) {
            int size = 1 << (32 - length);
            for (int network = 0; network < 16; network += size) {
                // when
                String range = spelt(network) + "/" + length;
                int from = network;
                List<String> expected = IntStream.range(0, 6)
                        .filter(i -> held.get(i).stream().anyMatch(held1 -> held1 >= from && held1 < from + size))
                        .mapToObj(i -> "i-" + i)
                        .toList();

                // then
                assertThat(found("instances", "ipAddress: \"" + range + "\""))
                        .as(range)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<Integer> some(Random random, int most) {
        TreeSet<Integer> some = new TreeSet<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            some.add(random.nextInt(16));
        }
        return List.copyOf(some);
    }

    private static String spelt(int address) {
        return "10.0.0." + address;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.3.7/24 | filter.ipAddress: 10.0.3.7/24 has bits set behind its prefix. Did you mean 10.0.3.0/24, or 10.0.3.7 alone?
            10.0.3      | filter.ipAddress: is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.3.0/24?
            web         | filter.ipAddress: is not an IPv4 or IPv6 address or CIDR: write it like 10.0.3.7
            """)
    void refusesWhatIsNoAddress(String text, String message) {
        for (String root : List.of("instances", "networkInterfaces", "resources")) {
            ask("{ " + root + "(filter: {ipAddress: \"" + text + "\"}) { nodes { id } } }")
                    .body("data", nullValue())
                    .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                    .body("errors[0].extensions.violations[0].field", equalTo("filter.ipAddress"))
                    .body("errors[0].message", startsWith(message));
        }
    }

    @Test
    void isNoFilterOfKindsWithoutAddresses() {
        ask("{ volumes(filter: {ipAddress: \"10.0.3.7\"}) { nodes { id } } }")
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"));
    }

    private static List<String> names(String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    private static List<String> found(String root, String filter) {
        return ask("{ " + root + "(filter: {" + filter + "}) { nodes { resourceId } totalCount } }")
                .body("errors", nullValue())
                .extract()
                .path("data." + root + ".nodes.resourceId");
    }
}
