package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.endtoend.ReachEstate.Case;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The exposures of instances in every combination of route, network ACL, group and address, from one scan. */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class InternetReachTest {

    private static final String ACCOUNT = "777788889999";
    private static final List<String> SOURCES = List.of("8.8.8.8", "8.8.9.9", "1.2.3.4", "130.1.2.3");
    private static final List<Integer> PORTS = List.of(0, 19, 20, 21, 22, 23, 30, 31, 443, 65535);

    private static final String EXPOSURES = """
            query($account: String!, $reachable: Boolean, $after: String) {
              instances(filter: {accountIds: [$account], internetReachable: $reachable}, first: 100, after: $after) {
                pageInfo { hasNextPage endCursor }
                nodes { resourceId exposure { internetReachable reachable missing
                  ports { protocol fromPort toPort sources } } } } }""";

    private static final String QUESTION = """
            query($to: String!, $source: String!) {
              reachability(from: $source, to: $to, protocol: "tcp", port: 22) { verdict blocking { why } hops { why } } }""";

    @Test
    void agreesWithWalkingEachPacket() {
        // given
        Member member = Member.of(ACCOUNT);
        Map<String, Case> cases = ReachEstate.make(member.aws());

        // when
        Muster.scan(member.register().accountId());

        // then
        Map<String, JsonNode> shown = exposures(null);
        assertThat(shown.keySet()).isEqualTo(cases.keySet());
        List<String> wrong = new ArrayList<>();
        cases.forEach((id, one) -> {
            JsonNode exposure = shown.get(id);
            boolean reached = reached(one);
            if (exposure.path("internetReachable").asBoolean() != reached
                    || !exposure.path("reachable").asText().equals(reached ? "YES" : "NO")
                    || !packets(exposure).equals(packets(one))) {
                wrong.add(one + ": " + exposure);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(exposures(true).keySet()).isEqualTo(ids(cases, true));
        assertThat(exposures(false).keySet()).isEqualTo(ids(cases, false));
        questions(cases);
    }

    /** One question for each combination of route and ACL. */
    private static void questions(Map<String, Case> cases) {
        Set<String> asked = new HashSet<>();
        cases.forEach((id, one) -> {
            if (one.group() == ReachEstate.Group.WORLD
                    && one.address() == ReachEstate.Address.ELASTIC
                    && asked.add(one.way() + " " + one.guard())) {
                JsonNode answer = Muster.ask(QUESTION, Map.of("to", id, "source", "8.8.8.8"))
                        .path("reachability");
                assertThat(answer.path("verdict").asText())
                        .as("%s: %s", one, answer)
                        .isEqualTo(one.reached("8.8.8.8", 22) ? "YES" : "NO");
            }
        });
        assertThat(asked).hasSize(ReachEstate.Way.values().length * ReachEstate.Guard.values().length);
    }

    private static Set<String> ids(Map<String, Case> cases, boolean reached) {
        return cases.entrySet().stream()
                .filter(one -> reached(one.getValue()) == reached)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean reached(Case one) {
        return !packets(one).isEmpty();
    }

    private static Set<String> packets(Case one) {
        return SOURCES.stream()
                .flatMap(source ->
                        PORTS.stream().filter(port -> one.reached(source, port)).map(port -> source + " " + port))
                .collect(Collectors.toSet());
    }

    private static Set<String> packets(JsonNode exposure) {
        Set<String> packets = new HashSet<>();
        Muster.each(exposure.path("ports")).forEach(range -> {
            assertThat(range.path("protocol").asText()).isEqualTo("tcp");
            for (String source : SOURCES) {
                if (Muster.each(range.path("sources")).anyMatch(cidr -> ReachEstate.holds(cidr.asText(), source))) {
                    PORTS.stream()
                            .filter(port -> range.path("fromPort").asInt() <= port
                                    && port <= range.path("toPort").asInt())
                            .forEach(port -> packets.add(source + " " + port));
                }
            }
        });
        return packets;
    }

    private static Map<String, JsonNode> exposures(@Nullable Boolean reachable) {
        Map<String, JsonNode> found = new HashMap<>();
        @Nullable String cursor = null;
        do {
            Map<String, Object> variables = new HashMap<>();
            variables.put("account", ACCOUNT);
            variables.put("reachable", reachable);
            variables.put("after", cursor);
            JsonNode page = Muster.ask(EXPOSURES, variables).path("instances");
            Muster.each(page.path("nodes"))
                    .forEach(node -> found.put(node.path("resourceId").asText(), node.path("exposure")));
            cursor = page.path("pageInfo").path("hasNextPage").asBoolean()
                    ? page.path("pageInfo").path("endCursor").asText()
                    : null;
        } while (cursor != null);
        return found;
    }
}
