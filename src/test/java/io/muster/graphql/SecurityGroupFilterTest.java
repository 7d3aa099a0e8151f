package io.muster.graphql;

import static io.muster.estate.MadeGroup.group;
import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.reach.InternetIngress;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PrefixList;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters of security groups by the traffic that they let in. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class SecurityGroupFilterTest {

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        store.put("sg-1", Samples.group("web", "vpc-1", Samples.ingress("tcp", 443, 443, "0.0.0.0/0")));
        store.put("sg-2", Samples.group("office", "vpc-1", Samples.ingress("tcp", 20, 25, "198.51.100.0/24")));
        store.put("sg-3", Samples.group("default", "vpc-1", Samples.ingress("-1", null, null, "2001:db8::/32")));
        store.put("eni-1", Samples.networkInterface("vpc-1", "subnet-1", "i-web", List.of("sg-1")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                            | sg-1 sg-2 sg-3
            isDefault: true                               | sg-3
            isDefault: false                              | sg-1 sg-2
            inUse: true                                   | sg-1
            inUse: false                                  | sg-2 sg-3
            groupNames: ["web", "office"]                 | sg-1 sg-2
            admitsCidr: "0.0.0.0/0"                       | sg-1
            admitsCidr: "198.51.100.77"                   | sg-1 sg-2
            admitsCidr: "198.51.101.0/24"                 | sg-1
            admitsCidr: "::ffff:198.51.100.77"            | sg-1 sg-2
            admitsCidr: "2001:db8:1::/48"                 | sg-3
            admitsCidr: "::/0"                            |
            overlapsCidr: "0.0.0.0/0"                     | sg-1 sg-2
            overlapsCidr: "::/0"                          | sg-3
            overlapsCidr: "198.51.100.0/22"               | sg-1 sg-2
            overlapsCidr: "10.0.0.0/8"                    | sg-1
            overlapsCidr: "0.0.0.0/0", admitsPort: 22     | sg-2
            openToInternet: true                          | sg-1
            openToInternet: false                         | sg-2 sg-3
            openToInternet: true, admitsPort: 443         | sg-1
            openToInternet: true, admitsPort: 22          |
            openToInternet: true, overlapsCidr: "::/0"    |
            admitsPort: 22                                | sg-2 sg-3
            admitsPort: 443                               | sg-1 sg-3
            admitsCidr: "198.51.100.0/25", admitsPort: 22 | sg-2
            admitsCidr: "8.8.8.8", admitsPort: 22         |
            """)
    void securityGroups(String filter, String expected) {
        Filters.check("securityGroups", filter, expected);
    }

    /** Several rules together, halves and pieces, prefix lists, families, ports and protocols: as the rules judge them. */
    @Test
    void openToInternetMeansWhatTheRulesMean() {
        List<Estates.Made<PrefixList>> lists = List.of(
                Made.prefixList("pl-half", "half", Store.ACCOUNT, "128.0.0.0/1"),
                Made.prefixList("pl-office", "office", Store.ACCOUNT, "198.51.100.0/24"),
                Made.prefixList("pl-bad", "bad", Store.ACCOUNT, "0.0.0.0/0", "no range"),
                Made.prefixList("pl-cdn", "com.amazonaws.global.cloudfront.origin-facing", "AWS", "1.0.0.0/6"),
                Made.unreadableList("pl-secret", "secret", Store.ACCOUNT));
        List<MadeGroup> groups = List.of(
                group("sg-a01").in("tcp", 22, 22, "0.0.0.0/1").in("tcp", 22, 22, "128.0.0.0/1"),
                group("sg-a02").in("tcp", 22, 22, "10.0.0.0/8"),
                group("sg-a03").in("tcp", 22, 22, "8.0.0.0/8"),
                group("sg-a04").in("tcp", 22, 22, "8.0.0.0/9"),
                group("sg-a05").in("tcp", 22, 22, "8.0.0.0/9").in("tcp", 22, 22, "8.128.0.0/9"),
                group("sg-a06").in("tcp", 22, 22, "8.0.0.0/9").in("tcp", 23, 23, "8.128.0.0/9"),
                group("sg-a07").in("tcp", 20, 25, "8.0.0.0/9").in("-1", null, null, "8.128.0.0/9"),
                group("sg-a08").in("tcp", 20, 25, "8.0.0.0/9").in("udp", 20, 25, "8.128.0.0/9"),
                group("sg-a09").in("tcp", 22, 22, "::/0"),
                group("sg-a10").in("tcp", 22, 22, "2001:db8::/32"),
                group("sg-a11").in("tcp", 22, 22, "2000::/12"),
                group("sg-a12").in("tcp", 22, 22, "2600::/13").in("tcp", 22, 22, "2608::/13"),
                group("sg-a13").in("tcp", 22, 22, "2600::/13"),
                group("sg-a14").inFromList("tcp", 22, 22, "pl-half"),
                group("sg-a15").inFromList("tcp", 22, 22, "pl-office"),
                group("sg-a16").inFromList("tcp", 22, 22, "pl-bad"),
                group("sg-a17").inFromList("tcp", 22, 22, "pl-cdn"),
                group("sg-a18").inFromList("tcp", 22, 22, "pl-secret"),
                group("sg-a19").inFromList("tcp", 22, 22, "pl-none"),
                group("sg-a20").inFromGroup("sg-a01"),
                group("sg-a21").in("icmp", 8, -1, "0.0.0.0/0"),
                group("sg-a22").in("6", 22, 22, "0.0.0.0/0"),
                group("sg-a23").in("tcp", -1, -1, "0.0.0.0/0"),
                group("sg-a24").in("tcp", 23, 22, "0.0.0.0/0"),
                group("sg-a25").in("tcp", 22, 22, "224.0.0.0/3"),
                group("sg-a26").in("tcp", 22, 22, "no range"),
                group("sg-a27"));
        Estates made = Estates.estate();
        lists.forEach(made::with);
        groups.forEach(made::with);
        Estate estate = made.build();
        Stream.concat(lists.stream(), groups.stream())
                .map(Estates.Made::resource)
                .forEach(resource -> store.put(resource.resourceId(), resource.attributes()));

        assertThat(open(""))
                .isNotEmpty()
                .containsExactlyElementsOf(judged(
                        groups,
                        estate,
                        ingress -> Stream.of("tcp", "udp", "icmp", "-1")
                                .anyMatch(
                                        protocol -> !ingress.openPorts(protocol).isEmpty())));
        for (int port : new int[] {8, 22, 23}) {
            assertThat(open(", admitsPort: " + port))
                    .containsExactlyElementsOf(judged(
                            groups,
                            estate,
                            ingress -> Stream.of("tcp", "udp")
                                    .anyMatch(protocol ->
                                            ingress.openPorts(protocol).contains(port))));
        }
    }

    private static List<String> open(String more) {
        return ask("{ securityGroups(first: 100, filter: {openToInternet: true, search: \"sg-a\"" + more
                        + "}) { nodes { resourceId } } }")
                .body("errors", nullValue())
                .extract()
                .path("data.securityGroups.nodes.resourceId");
    }

    private static List<String> judged(List<MadeGroup> groups, Estate estate, Predicate<InternetIngress> open) {
        return groups.stream()
                .map(MadeGroup::resource)
                .filter(group -> open.test(InternetIngress.of(group.attributes(), estate)))
                .map(Resource::resourceId)
                .toList();
    }

    @Test
    void asksForTheTrafficOfThen() {
        store.scanned(Store.T0);
        store.change(
                "arn:aws:ec2:eu-central-1:111122223333:security-group/sg-1",
                Samples.group("web", "vpc-1", Samples.ingress("tcp", 443, 443, "10.0.0.0/8")),
                Store.T0.plusSeconds(60));
        Filters.check("securityGroups", "openToInternet: true", null);
        ask("{ securityGroups(at: \"2026-11-01T00:00:30Z\", filter: {openToInternet: true}) { nodes { resourceId } totalCount } }")
                .body("errors", nullValue())
                .body("data.securityGroups.nodes.resourceId", contains("sg-1"))
                .body("data.securityGroups.totalCount", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.5/8      | 10.0.0.5/8 has bits set behind its prefix. Did you mean 10.0.0.0/8, or 10.0.0.5 alone?
            2001:db8::7/32  | 2001:db8::7/32 has bits set behind its prefix. Did you mean 2001:db8::/32, or 2001:db8::7 alone?
            10.0.0.0/33     | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.0.0?
            10.0            | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.0.0/16?
            10.0.0.0/8/8    | is not an IPv4 or IPv6 address or CIDR: write it like
            999.0.0.0/8     | is not an IPv4 or IPv6 address or CIDR: write it like
            example.org     | is not an IPv4 or IPv6 address or CIDR: write it like
            ''              | is not an IPv4 or IPv6 address or CIDR: write it like
            """)
    void refusesWhatIsNoRangeAndNamesTheNearest(String cidr, String message) {
        for (String field : List.of("admitsCidr", "overlapsCidr")) {
            ask(
                            "query($cidr: String) { securityGroups(filter: {" + field + ": $cidr}) { nodes { id } } }",
                            Map.of("cidr", cidr))
                    .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                    .body("errors[0].extensions.violations[0].field", equalTo("filter." + field))
                    .body("errors[0].message", startsWith("filter." + field + ": " + message));
        }
    }
}
